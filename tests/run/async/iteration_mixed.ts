// Async code mixes with generators, destructuring, closures, labels and finally.
const log: string[] = [];
const tick = (v?: any) => Promise.resolve(v);
async function f({ a = await_(), b }: any = {}, ...rest: number[]) {
  log.push(`${a} ${b} ${rest}`);
  for (let i = 0; i < 3; i++) {
    try {
      if (i === 1) continue;
      await tick();
      log.push("i" + i);
    } finally {
      await tick();
      log.push("fin" + i);
    }
  }
  return [a, b, ...rest];
}
function await_() {
  return "default";
}
console.log(await f({ b: 2 }, 3, 4), log.join());
log.length = 0;
const fs: (() => Promise<number>)[] = [];
for (let i = 0; i < 3; i++) {
  await tick();
  fs.push(async () => {
    await tick();
    return i;
  });
}
console.log(await Promise.all(fs.map((g) => g())));
async function finals() {
  try {
    await Promise.reject(new Error("x"));
  } catch (e: any) {
    log.push("c:" + e.message);
    return await tick("ret");
  } finally {
    await tick();
    log.push("f");
  }
}
console.log(await finals(), log.join());
log.length = 0;
async function over() {
  try {
    return "try";
  } finally {
    await tick();
    return "finally";
  }
}
async function brk() {
  for (;;) {
    try {
      await tick();
      return "no";
    } finally {
      break;
    }
  }
  return "broke";
}
console.log(await over(), await brk());
const obj = {
  async *[Symbol.asyncIterator]() {
    yield* [1, 2, 3];
  },
  async m(this: any) {
    return (await this.n()) + 1;
  },
  async n() {
    return 41;
  },
};
const got = [];
for await (const x of obj) got.push(x);
console.log(got, await obj.m());
console.log(
  await (async (a, [b, { c }]: any, d = a + b) => a + b + c + d)(1, [2, { c: 3 }]),
  await (async () => {
    const { a, b = await tick(2) } = await tick({ a: 1 });
    let [x, y] = [await tick(10), await tick(20)];
    [x, y] = [y, x];
    const o: any = { [await tick("k")]: await tick("v"), ...(await tick({ s: 1 })) };
    return [
      a,
      b,
      x,
      y,
      o,
      await (await tick([5]))[0],
      (await tick(3)) ? "t" : "f",
      (await tick(0)) || (await tick("or")),
      (await tick(null)) ?? "nn",
      typeof (await tick(1)),
      !(await tick(true)),
      -(await tick(4)),
      `${await tick("t")}${await tick("u")}`,
      new (await tick(Array))(2).length,
      (
        await tick({
          f(x: number) {
            return x * this.z;
          },
          z: 3,
        })
      ).f(await tick(7)),
    ];
  })(),
);
class Base {
  async hi() {
    return "base";
  }
  static async s() {
    return "static";
  }
}
class Der extends Base {
  #p = 5;
  async hi() {
    return (await super.hi()) + (await Der.s()) + this.#p + (await (async () => (await super.hi()) + this.#p)());
  }
  get val() {
    return (async () => this.#p)();
  }
}
console.log(await new Der().hi(), await new Der().val);
outer: for (const a of [1, 2, 3]) {
  for (const b of [1, 2]) {
    switch (await tick(a * b)) {
      case 2:
        continue outer;
      case 3:
        break outer;
      default:
        log.push(`${a}${b}`);
    }
  }
}
console.log(log.join());
let deep = 0;
const rec = async (n: number): Promise<number> => (n === 0 ? 0 : 1 + (await rec(n - 1)));
console.log(await rec(500));
const order: string[] = [];
await Promise.all(
  [1, 2, 3].map(async (n) => {
    order.push("s" + n);
    for (let i = 0; i < n; i++) await tick();
    order.push("e" + n);
  }),
);
console.log(order.join());
const sleepSort = await Promise.all([30, 10, 20].map((ms) => new Promise<number>((r) => setTimeout(r, ms, ms))));
console.log(sleepSort);
const race = await Promise.race(
  [1, 2].map(async (n) => {
    await tick();
    return n;
  }),
);
console.log(race, await { then: (r: any) => r("thenable") }, deep);
