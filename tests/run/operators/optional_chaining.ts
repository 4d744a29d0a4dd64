// Optional chains stop at null or undefined and keep this and short-circuiting.
const user: any = {
  name: "Ann",
  address: { city: null },
  greet() {
    return "hi " + this.name;
  },
  list: [1, 2],
  nothing: null,
};
console.log(user?.name, user?.address?.city?.length, user.missing?.a.b.c.d, user.list?.[1], user.list?.[9]?.x);
console.log(
  user.greet?.(),
  user["greet"]?.(),
  (user?.greet)(),
  user.nope?.(),
  user.nope?.().more,
  user.nothing?.greet(),
);
let n = 0;
const count = () => ++n;
user.nothing?.[count()];
user.nothing?.f(count());
user.missing?.a[count()].b(count());
console.log(n);
console.log(delete user?.name, user.name, delete user.nothing?.x, delete (undefined as any)?.y);
try {
  user.missing.a?.b;
} catch (e: any) {
  console.log(e.message);
}
try {
  (user.missing?.a).b;
} catch (e: any) {
  console.log(e.message);
}
try {
  user.list?.();
} catch (e: any) {
  console.log(e.message);
}
try {
  user.nope?.x(user.missing.y);
  console.log("not evaluated");
} catch (e: any) {
  console.log(e.message);
}
console.log(typeof user?.zip, user?.list.length, user?.list.map((x: number) => x * 2).join("-"), user.zip ?? "no zip");
const f: any = undefined;
console.log(f?.call(null), f?.x ?? "d");
