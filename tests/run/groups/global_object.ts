// Every built-in is reached through the global object, by names made at run time.
const all: any = globalThis;
const named = (...parts: string[]) => all[parts.join("")];
console.log(new (named("Da", "te"))(0).toISOString());
console.log(new (named("Reg", "Exp"))("b+").exec("abbc")[0]);
console.log(named("Big", "Int")(2) ** named("Big", "Int")(70));
console.log(new (named("Uint8", "Array"))([1, 300]));
console.log(new (named("Pro", "xy"))({}, { get: (_: object, key: string) => key + "!" }).hello);
console.log(named("Ref", "lect").ownKeys({ a: 1 }));
