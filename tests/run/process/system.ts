// What process asks the operating system: users, the current folder, signals, time used; names of years and HTML.
const tell = (body: () => unknown) => { try { console.log(body()); } catch (e: any) { console.log(e.name + ": " + e.message, e.code, e.errno, e.syscall); } };
tell(() => [process.getuid!(), process.geteuid!(), process.getgid!(), process.getegid!()].every((id) => Number.isInteger(id)));
process.chdir("/"); tell(() => process.cwd()); process.chdir("usr/.."); tell(() => process.cwd());
tell(() => process.chdir("/no/such/folder")); tell(() => process.chdir("/etc/passwd")); tell(() => process.chdir(5 as any)); tell(() => (process as any).chdir());
tell(() => process.umask(0o022) >= 0); tell(() => process.umask()); tell(() => process.umask("77")); tell(() => process.umask());
tell(() => process.kill(process.pid, 0)); tell(() => process.kill(2 ** 30, 0)); tell(() => process.kill("x" as any)); tell(() => process.kill(process.pid, "SIGNO"));
const used = process.cpuUsage(); tell(() => Object.keys(used)); tell(() => process.cpuUsage(used).user >= 0); tell(() => process.memoryUsage.rss() > 0); tell(() => process.version + process.versions.node);
const order: string[] = []; process.on("ping" as any, () => order.push("on")); process.prependOnceListener("ping" as any, () => order.push("once first")); process.emit("ping" as any); process.emit("ping" as any); tell(() => order);
const d: any = new Date(0); tell(() => [d.setYear(99), d.getYear(), d.toISOString(), d.setYear(2024), d.toISOString(), d.setYear(NaN), d.setYear(5)]);
tell(() => ["a".anchor('x"y'), "a".big(), "a".blink(), "a".bold(), "a".fixed(), "a".fontcolor("red"), "a".fontsize(7 as any), "a".italics(), "a".link("u"), "a".small(), "a".strike(), "a".sub(), "a".sup(), ("a" as any).anchor()]);
tell(() => String.prototype.bold.call(null as any)); tell(() => [console.profile(), console.profileEnd(), console.timeStamp("x")]);
tell(() => [typeof Buffer, typeof fetch, typeof Intl, typeof crypto, typeof WebAssembly, typeof (globalThis as any)["no" + "thing"]]);
tell(() => ["Buffer" in globalThis, "fromAsync" in Array, Object.hasOwn(RegExp, "$1"), "unknown" in Math]);
