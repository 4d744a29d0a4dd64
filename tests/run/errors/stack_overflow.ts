// Running out of stack is a RangeError that can be caught, many times.
function forever(n: number): number {
  return forever(n + 1) + 1;
}
for (let i = 0; i < 3; i++) {
  try {
    forever(0);
    console.log("no");
  } catch (e: any) {
    console.log(e instanceof RangeError, e.message);
  }
}
let depth = 0;
function count() {
  depth++;
  count();
}
try {
  count();
} catch {}
console.log(depth > 1000);
class A {
  get x(): number {
    return this.x;
  }
  m(): void {
    return this.m();
  }
  toString(): string {
    return `${this}`;
  }
  valueOf(): any {
    return +(this as any);
  }
}
for (const f of [
  () => new A().x,
  () => new A().m(),
  () => String(new A()),
  () => +(new A() as any),
  () => {
    const f = (): any => f.call(null);
    f();
  },
  () => {
    const p: any = {
      toJSON() {
        return JSON.stringify(p);
      },
    };
    JSON.stringify(p);
  },
  () => {
    const s = (x: any): any => [1, 2].sort(() => s(x));
    s(1);
  },
  () => {
    const r = (): any => "a".replace(/a/, r);
    r();
  },
  () => {
    class B {
      constructor() {
        new (this.constructor as any)();
      }
    }
    new B();
  },
  () => {
    function* g(): any {
      yield* g();
    }
    g().next();
  },
  () => {
    const h = (...a: any[]): any => h(...a, 1);
    h();
  },
]) {
  try {
    f();
    console.log("no error");
  } catch (e: any) {
    console.log(e.name, e.message);
  }
}
function guarded(n: number): number {
  try {
    return guarded(n + 1);
  } catch {
    return n > 100 ? 1 : 0;
  }
}
console.log(guarded(0));
function fin(): number {
  try {
    return fin();
  } finally {
    depth = -1;
  }
}
try {
  fin();
} catch (e: any) {
  console.log(e.name, depth);
}
const even = (n: number): boolean => n === 0 || odd(n - 1),
  odd = (n: number): boolean => n !== 0 && even(n - 1);
console.log(
  even(3000),
  (() => {
    try {
      return even(1e7);
    } catch (e: any) {
      return e.name;
    }
  })(),
);
console.log("alive", forever.length);
