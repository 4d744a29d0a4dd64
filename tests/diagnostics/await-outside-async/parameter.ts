async function f(a = await Promise.resolve(1)) { return a; }
