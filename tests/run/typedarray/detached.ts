// Typed arrays over a detached buffer: what each method says; what atob refuses.
const t = (f: any) => { try { console.log(f()); } catch (e: any) { console.log(e.name, e.message); } };
const b = new ArrayBuffer(4); const u = new Uint8Array(b); const dv = new DataView(b); b.transfer();
for (const k of Reflect.ownKeys(Object.getPrototypeOf(Uint8Array).prototype) as any[]) { if (typeof k === "symbol" ) continue; if (["constructor"].includes(k)) continue; console.log(k); t(() => typeof (u as any)[k] === "function" ? (u as any)[k](() => 1) : (u as any)[k]); }
t(() => dv.getInt8(0)); t(() => b.slice(0)); t(() => b.resize(1)); t(() => b.transfer()); t(() => u.subarray(1)); t(() => [...u]); t(() => new Uint8Array(u)); t(() => new DataView(b)); t(() => new Uint8Array(2).set(u)); t(() => u); t(() => b);
for (const s of ["a", "é", "a!", "====", "ab=c", "YQ=", "YQ==", "\u20ac", "a b", "YWI"]) t(() => atob(s));
