// + concatenates when either primitive is a string and adds otherwise.
const a: any = [1, 2],
  o: any = {},
  f: any = (x: number) => x,
  n: any = null,
  u: any = undefined,
  t: any = true;
console.log(1 + "2", "1" + 2, 1 + 2 + "3", "1" + 2 + 3, "" + -0, "" + 1e21, "" + 0.1);
console.log(a + "", a + a, a + 1, o + 1, [] + ({} as any), [] + ([] as any), o + "");
console.log(n + 1, u + 1, t + t, t + "x", n + "x", u + "x", n + u, t + n);
console.log("x" + [1, [2, 3]], "x" + [null, undefined, 1], [undefined] + "", [null] + "y");
console.log(
  1 + ({ valueOf: () => 5 } as any),
  "s" + ({ valueOf: () => 5, toString: () => "no" } as any),
  `${{ valueOf: () => 5, toString: () => "yes" } as any}`,
);
console.log((new Number(3) as any) + 4, (new String("a") as any) + "b", (new Boolean(true) as any) + 1);
try {
  console.log("a" + (Symbol("q") as any));
} catch (e: any) {
  console.log(e.message);
}
try {
  console.log(`${Symbol("q") as any}`);
} catch (e: any) {
  console.log(e.message);
}
console.log(String(Symbol("q")), Symbol("q").toString());
let s: any = 1;
s += "1";
s += 1;
console.log(s);
let arr: any = [1];
arr += 2;
console.log(arr, typeof arr);
const order: string[] = [];
const l = {
    [Symbol.toPrimitive](h: string) {
      order.push("l" + h);
      return 1;
    },
  },
  r = {
    [Symbol.toPrimitive](h: string) {
      order.push("r" + h);
      return "2";
    },
  };
console.log((l as any) + (r as any), order.join());
console.log(1 - -1, 1 + +"1", "3" + -"2", "b" + "a" + +"a" + "a");
