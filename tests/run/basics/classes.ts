// A class has fields, a constructor and methods.
class Counter {
  count = 0;
  step: number;
  constructor(step: number) {
    this.step = step;
  }
  next(): number {
    this.count += this.step;
    return this.count;
  }
}
const c = new Counter(2),
  d = new Counter(10);
c.next();
c.next();
d.next();
console.log(c.count, d.count, c, c instanceof Counter);
