// A small task system with limits, retries, timeouts and cancellation is deterministic.
type Job<T> = () => Promise<T>;
const sleep = (ms: number) => new Promise<void>((r) => setTimeout(r, ms));
async function pool<T>(jobs: Job<T>[], limit: number): Promise<T[]> {
  const out: T[] = new Array(jobs.length);
  let next = 0,
    running = 0,
    peak = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const i = next++;
      running++;
      peak = Math.max(peak, running);
      out[i] = await jobs[i]();
      running--;
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  console.log("peak", peak);
  return out;
}
console.log(
  await pool(
    Array.from({ length: 7 }, (_, i) => async () => {
      await sleep((i % 3) * 2);
      return i * 10;
    }),
    3,
  ),
);
async function retry<T>(f: (n: number) => Promise<T>, times: number): Promise<T> {
  for (let i = 1; ; i++) {
    try {
      return await f(i);
    } catch (e) {
      console.log("attempt", i, (e as Error).message);
      if (i >= times) throw e;
    }
  }
}
console.log(
  await retry(async (n) => {
    if (n < 3) throw new Error("not yet " + n);
    return "ok at " + n;
  }, 5),
);
await retry(async (n) => {
  throw new Error("always " + n);
}, 2).catch((e) => console.log("gave up:", e.message));
const withTimeout = <T>(p: Promise<T>, ms: number) =>
  Promise.race([
    p,
    sleep(ms).then(() => {
      throw new Error("timeout");
    }),
  ]);
console.log(
  await withTimeout(
    sleep(1).then(() => "in time"),
    40,
  ),
  await withTimeout(
    new Promise<string>(() => {}),
    5,
  ).catch((e) => e.message),
);
class Emitter {
  #h = new Map<string, ((x: any) => void)[]>();
  on(e: string, f: (x: any) => void) {
    const l = this.#h.get(e) ?? [];
    l.push(f);
    this.#h.set(e, l);
    return () => {
      l.splice(l.indexOf(f), 1);
    };
  }
  emit(e: string, x?: any) {
    for (const f of [...(this.#h.get(e) ?? [])]) f(x);
    return this;
  }
  once(e: string) {
    return new Promise((r) => {
      const off = this.on(e, (x) => {
        off();
        r(x);
      });
    });
  }
}
const em = new Emitter();
const p = em.once("data");
em.emit("data", 1).emit("data", 2);
console.log(await p);
class Mutex {
  #tail: Promise<void> = Promise.resolve();
  lock<T>(f: () => Promise<T>): Promise<T> {
    const r = this.#tail.then(f);
    this.#tail = r.then(
      () => {},
      () => {},
    );
    return r;
  }
}
const m = new Mutex();
const order: string[] = [];
await Promise.allSettled(
  [3, 1, 2].map((n) =>
    m.lock(async () => {
      order.push("in" + n);
      await sleep(n);
      if (n === 1) throw 0;
      order.push("out" + n);
    }),
  ),
);
console.log(order.join());
class Chan<T> {
  #q: T[] = [];
  #w: ((v: T) => void)[] = [];
  send(v: T) {
    const w = this.#w.shift();
    w ? w(v) : this.#q.push(v);
  }
  recv(): Promise<T> {
    return this.#q.length ? Promise.resolve(this.#q.shift()!) : new Promise((r) => this.#w.push(r));
  }
}
const ch = new Chan<number>();
const got: number[] = [];
const consumer = (async () => {
  for (let i = 0; i < 4; i++) got.push(await ch.recv());
})();
ch.send(1);
ch.send(2);
await sleep(1);
ch.send(3);
ch.send(4);
await consumer;
console.log(got);
function debounce(f: (x: number) => void, ms: number) {
  let t: any;
  return (x: number) => {
    clearTimeout(t);
    t = setTimeout(f, ms, x);
  };
}
const d = debounce((x) => console.log("debounced", x), 3);
d(1);
d(2);
d(3);
await sleep(15);
const memo = new Map<number, Promise<number>>();
let computed = 0;
const get = (k: number) => {
  let v = memo.get(k);
  if (!v)
    memo.set(
      k,
      (v = (async () => {
        computed++;
        await null;
        return k * k;
      })()),
    );
  return v;
};
console.log(await Promise.all([get(2), get(2), get(3)]), computed);
