// Reflect and Proxy refuse what is not an object; Reflect.ownKeys orders keys.
const attempt = (f: () => unknown) => {
  try {
    console.log("no error:", f());
  } catch (e: any) {
    console.log(`${e.name}: ${e.message}`);
  }
};
const num: any = 5;
attempt(() => Reflect.ownKeys(1 as any));
attempt(() => new Proxy(num, {}));
attempt(() => Reflect.ownKeys({ z: 1, [Symbol("s")]: 1, 2: 1, y: 1 }));
console.log(Reflect);
