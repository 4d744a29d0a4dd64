// Methods see their object, also through chains, getters and spread copies.
const o = {
  n: 1,
  add(k: number) {
    this.n += k;
    return this;
  },
  get double() {
    return this.n * 2;
  },
  set double(v) {
    this.n = v / 2;
  },
};
console.log(o.add(1).add(2).n, o.double, (o.double = 20), o.n);
const copy = { ...o, n: 100 };
console.log(copy.add(1).n, copy.double, o.n);
