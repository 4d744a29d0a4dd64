// for-of, spread and destructuring drive any iterator by its protocol.
const log: string[] = [];
function range(n: number, name = "r") {
  return {
    [Symbol.iterator]() {
      log.push(name + " open");
      let i = 0;
      return {
        next() {
          log.push(name + " next");
          return i < n ? { value: i++, done: false } : { value: undefined as any, done: true };
        },
        return(v?: any) {
          log.push(name + " return");
          return { value: v, done: true };
        },
      };
    },
  };
}
const flush = (what: string) => {
  console.log(what, "|", log.join(", "));
  log.length = 0;
};
for (const x of range(2)) log.push("body" + x);
flush("complete");
for (const x of range(5)) {
  if (x === 1) break;
}
flush("break");
try {
  for (const x of range(5)) throw new Error("body");
} catch (e: any) {
  log.push(e.message);
}
flush("throw");
(() => {
  for (const x of range(5)) return x;
})();
flush("return");
outer: for (const a of [1, 2]) {
  for (const x of range(5)) {
    if (x === 0) continue outer;
  }
}
flush("continue outer");
const [p, q] = range(5);
log.push(`${p}${q}`);
flush("destructure some");
const [...all] = range(2);
log.push(all.join());
flush("destructure rest");
const [a1, b1, c1] = range(1);
log.push(String([a1, b1, c1]));
flush("destructure short");
const [] = range(3);
flush("empty pattern");
console.log(
  [...range(3)],
  Math.max(...range(4)),
  Array.from(range(2)),
  new Set(range(2)),
  Object.fromEntries([...range(2)].map((i) => [i, i])),
);
log.length = 0;
try {
  const [
    z = (() => {
      throw new Error("default");
    })(),
  ] = {
    [Symbol.iterator]: () => ({
      next: () => ({ done: false, value: undefined as any }),
      return() {
        log.push("closed");
        return {};
      },
    }),
  };
} catch (e: any) {
  log.push(e.message);
}
flush("default throws");
try {
  for (const x of {
    [Symbol.iterator]: () => ({
      next() {
        throw new Error("next");
      },
      return() {
        log.push("no!");
        return {};
      },
    }),
  } as any);
} catch (e: any) {
  log.push(e.message);
}
flush("next throws");
try {
  for (const x of {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return() {
        throw new Error("from return");
      },
    }),
  })
    throw new Error("body wins");
} catch (e: any) {
  log.push(e.message);
}
try {
  for (const x of {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return() {
        throw new Error("from return");
      },
    }),
  })
    break;
} catch (e: any) {
  log.push(e.message);
}
try {
  for (const x of {
    [Symbol.iterator]: () => ({
      next: () => ({ value: 1, done: false }),
      return() {
        return 5 as any;
      },
    }),
  })
    break;
} catch (e: any) {
  log.push(e.message);
}
try {
  for (const x of { [Symbol.iterator]: () => ({ next: () => 5 }) } as any) break;
} catch (e: any) {
  log.push(e.message);
}
try {
  for (const x of { [Symbol.iterator]: () => 5 } as any) break;
} catch (e: any) {
  log.push(e.message);
}
flush("errors");
