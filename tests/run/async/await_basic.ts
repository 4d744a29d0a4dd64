// async functions return promises, and await resumes with the value or the error.
const sleep = (ms: number) => new Promise<void>((r) => setTimeout(r, ms));
async function value() {
  return 5;
}
async function fails(): Promise<number> {
  throw new Error("async fail");
}
async function main() {
  console.log(
    await value(),
    await 7,
    await null,
    await {
      then(r: (v: string) => void) {
        r("thenable");
      },
    },
  );
  try {
    await fails();
  } catch (e) {
    console.log("caught", (e as Error).message);
  } finally {
    console.log("finally");
  }
  const results: number[] = [];
  for (let i = 0; i < 3; i++) {
    await sleep(1);
    results.push(i * (await value()));
  }
  console.log(
    results,
    (await value()) + (await value()) * 2,
    [await value(), await 6],
    { k: await value() },
    `${await value()}`,
  );
  const arrow = async (x: number) => x * 2,
    obj = {
      async m() {
        return this.n;
      },
      n: 9,
    };
  console.log(
    await arrow(4),
    await obj.m(),
    await Promise.all(
      [1, 2, 3].map(async (x) => {
        await sleep(3 - x);
        return x * x;
      }),
    ),
  );
  class K {
    #v = 3;
    async get() {
      await null;
      return this.#v;
    }
    static async make() {
      return new K();
    }
  }
  console.log(await (await K.make()).get());
  async function early(n: number) {
    if (n > 0) return "positive";
    await null;
    return "other";
  }
  console.log(await early(1), await early(-1));
  async function nested() {
    try {
      try {
        await fails();
      } finally {
        await sleep(0);
        console.log("inner finally");
      }
    } catch (e) {
      return "outer " + (e as Error).message;
    }
  }
  console.log(await nested());
  const p = value();
  console.log(p instanceof Promise, Object.prototype.toString.call(p), (await p) === (await p));
  async function ret() {
    try {
      return await fails();
    } catch {
      return "handled";
    }
  }
  async function noAwait() {
    try {
      return fails();
    } catch {
      return "never";
    }
  }
  console.log(await ret(), await noAwait().catch((e) => "escaped " + e.message));
  async function def(a = value()) {
    return await a;
  }
  console.log(await def(), await def(Promise.resolve(1)));
  async function params({ a }: any) {
    return a;
  }
  await params(null).catch((e: any) => console.log(e.name));
  let i = 0;
  while (await Promise.resolve(i < 3)) i++;
  console.log(i);
  console.log(
    await (async () => {
      for (const x of [1, 2, 3]) {
        if (await Promise.resolve(x === 2)) return x;
      }
    })(),
  );
  label: for (const a of [1, 2]) {
    for (const b of [1, 2]) {
      await null;
      if (b === 2) continue label;
      console.log(a, b);
    }
  }
  const o: any = { x: 1 };
  o.x += await value();
  console.log(o);
  let t = 1;
  const add = async () => {
    t += await value();
  };
  const q = add();
  t = 100;
  await q;
  console.log(t);
}
main().then(() => console.log("done"));
console.log("sync end");
