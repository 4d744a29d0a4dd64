// return, break and continue pass through finally, and finally may override them.
const log: unknown[] = [];
function overrides() {
  try {
    return "try";
  } finally {
    return "finally";
  }
}
function keepsValue() {
  let x = 1;
  try {
    return x;
  } finally {
    x = 2;
    log.push(x);
  }
}
function swallows() {
  try {
    throw new Error("gone");
  } finally {
    return "swallowed";
  }
}
function breakSwallows() {
  for (;;) {
    try {
      throw new Error("gone");
    } finally {
      break;
    }
  }
  return "out";
}
function continueOverReturn() {
  let n = 0;
  for (let i = 0; i < 3; i++) {
    try {
      return "early";
    } finally {
      n++;
      continue;
    }
  }
  return "n=" + n;
}
function loops() {
  const r: string[] = [];
  for (let i = 0; i < 5; i++) {
    try {
      if (i === 1) continue;
      if (i === 3) break;
      r.push("t" + i);
    } finally {
      r.push("f" + i);
    }
  }
  return r.join(" ");
}
function nested() {
  const r: string[] = [];
  outer: for (let i = 0; i < 3; i++) {
    try {
      try {
        if (i === 0) continue outer;
        if (i === 1) throw "e";
        return r.concat("ret").join(" ");
      } finally {
        r.push("in" + i);
      }
    } catch (e) {
      r.push("caught" + i);
    } finally {
      r.push("out" + i);
    }
  }
  return "not here";
}
function catchReturn() {
  try {
    throw 1;
  } catch {
    return "catch";
  } finally {
    log.push("cf");
  }
}
function objectReturn() {
  const o = { v: 1 };
  try {
    return o;
  } finally {
    o.v = 2;
  }
}
function order() {
  try {
    return (log.push("value"), "value");
  } finally {
    log.push("finally");
  }
}
function deep(n: number): number {
  try {
    if (n === 0) throw new Error("bottom");
    return deep(n - 1);
  } finally {
    log.push(n);
  }
}
for (const f of [
  overrides,
  keepsValue,
  swallows,
  breakSwallows,
  continueOverReturn,
  loops,
  nested,
  catchReturn,
  objectReturn,
  order,
])
  console.log(f.name, f());
try {
  deep(3);
} catch (e) {
  console.log((e as Error).message);
}
console.log(log);
lab: try {
  break lab;
} finally {
  console.log("label finally");
}
console.log(
  (() => {
    try {
      return 1;
    } finally {
      (() => {
        throw 0;
      }).call.length;
    }
  })(),
);
