// Parameter properties assign before fields' constructor body and after super.
class Point {
  label = `p${1}`;
  constructor(
    public x: number,
    protected y: number = 2,
    private readonly z = 3,
    plain = 4,
  ) {
    this.label += plain;
  }
  sum() {
    return this.x + this.y + this.z;
  }
}
const p = new Point(1);
console.log(p, p.sum(), Object.keys(p));
class Named extends Point {
  constructor(
    public name: string,
    x: number,
  ) {
    super(x, 20, 30);
    this.name += "!";
  }
}
console.log(new Named("n", 10), new Named("m", 1).sum());
class Service {
  constructor(
    private readonly deps: { log(s: string): void },
    public readonly opts: { level?: number } = {},
  ) {}
  run() {
    this.deps.log("level " + (this.opts.level ?? "none"));
  }
}
new Service({ log: (s) => console.log(s) }).run();
new Service({ log: (s) => console.log(s) }, { level: 3 }).run();
class Order {
  constructor(
    public a: string,
    public b = a + "b",
    readonly c = b + "c",
  ) {}
}
console.log(new Order("a"), Order.length);
