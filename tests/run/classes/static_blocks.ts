// Static members and blocks run in order with this bound to the class.
const log: string[] = [];
class Config {
  static a = (log.push("a"), 1);
  static {
    log.push("block1 " + this.a);
    this.b = this.a + 1;
  }
  static b: number;
  static c = (log.push("c"), Config.a + 10);
  static #p = 5;
  static {
    try {
      throw new Error("in block");
    } catch (e: any) {
      log.push(e.message);
    } finally {
      this.#p++;
    }
  }
  static {
    const local = this.#p;
    var scoped = local * 2;
    Config.d = scoped;
  }
  static d: number;
  static get p() {
    return this.#p;
  }
  static set p(v) {
    this.#p = v;
  }
  static m() {
    return this.a;
  }
  static async am() {
    return this.a;
  }
  static *gm() {
    yield this.a;
  }
}
console.log(log.join(", "));
console.log(Config.b, Config.c, Config.d, Config.p);
Config.p = 9;
console.log(Config.p, Config.m(), [...Config.gm()], typeof (globalThis as any).scoped);
class Child extends Config {
  static {
    log.push("child " + super.m() + " " + this.a);
  }
}
console.log(log.at(-1), Child.a);
Child.a = 7;
console.log(Child.a, Config.a, Child.m(), Object.hasOwn(Child, "a"));
try {
  console.log(Child.p);
} catch (e: any) {
  console.log(e.message);
}
let peek!: (o: any) => number;
class Friend {
  #v = 42;
  static {
    peek = (o) => o.#v;
  }
}
console.log(peek(new Friend()));
class Singleton {
  static #instance?: Singleton;
  static get instance() {
    return (this.#instance ??= new Singleton());
  }
  n = 0;
}
Singleton.instance.n++;
Singleton.instance.n++;
console.log(Singleton.instance.n);
console.log(Config);
class Registry {
  static items = new Map<string, number>();
  static {
    for (const k of ["x", "y"]) this.items.set(k, k.charCodeAt(0));
  }
}
console.log(Registry.items);
