// Private fields, methods and accessors are reachable from their class only.
class Account {
  #balance = 0;
  #log: string[] = [];
  static #created = 0;
  static count() {
    return Account.#created;
  }
  constructor(b: number) {
    this.#balance = b;
    Account.#created++;
  }
  #record(s: string) {
    this.#log.push(s);
    return this;
  }
  get #rich() {
    return this.#balance > 100;
  }
  set #force(v: number) {
    this.#balance = v;
  }
  deposit(n: number) {
    this.#balance += n;
    this.#record("+" + n);
    return this;
  }
  reset() {
    this.#force = 0;
    this.#log.length = 0;
  }
  info() {
    return `${this.#balance} ${this.#rich} ${this.#log.join()}`;
  }
  equals(o: Account) {
    return this.#balance === o.#balance;
  }
  static isAccount(x: any): boolean {
    return #balance in x;
  }
  static peek(x: any) {
    return x.#balance;
  }
  static poke(x: any) {
    x.#balance = 1;
  }
  static #secret() {
    return "static private";
  }
  static reveal() {
    return this.#secret();
  }
  bump() {
    return [this.#balance++, ++this.#balance, (this.#balance ||= 3), (this.#balance ??= 4), (this.#balance **= 2)];
  }
  optional(o?: Account) {
    return o?.#balance;
  }
}
const a = new Account(50),
  b = new Account(50);
console.log(a.equals(b), a.deposit(60).info(), b.info(), Account.count(), Account.reveal());
console.log(Account.isAccount(a), Account.isAccount({}), Object.keys(a), JSON.stringify(a), a);
console.log(a.bump(), a.optional(), a.optional(b));
a.reset();
console.log(a.info());
for (const f of [
  () => Account.peek({}),
  () => Account.poke({}),
  () => Account.isAccount(5),
  () => Account.prototype.deposit.call({} as any, 1),
]) {
  try {
    console.log(f());
  } catch (e: any) {
    console.log(e.name, e.message);
  }
}
class Sub extends Account {
  #balance = "sub";
  both() {
    return this.#balance + "/" + this.info();
  }
}
console.log(new Sub(7).both());
class ReadOnly {
  get #x() {
    return 1;
  }
  #m() {}
  set #w(_v: number) {}
  try1() {
    try {
      // @ts-ignore
      this.#x = 2;
    } catch (e: any) {
      return e.message;
    }
  }
  try2() {
    try {
      // @ts-ignore
      this.#m = 2;
    } catch (e: any) {
      return e.message;
    }
  }
  try3() {
    try {
      // @ts-ignore
      return this.#w;
    } catch (e: any) {
      return e.message;
    }
  }
}
const r = new ReadOnly();
console.log(r.try1(), "|", r.try2(), "|", r.try3());
class Outer {
  #o = 1;
  inner() {
    const self = this;
    return class {
      #i = 2;
      sum() {
        return this.#i + self.#o;
      }
    };
  }
}
console.log(new (new Outer().inner())().sum());
class Node_<T> {
  #next: Node_<T> | null = null;
  v: T;
  constructor(v: T) {
    this.v = v;
  }
  append(v: T) {
    let n: Node_<T> = this;
    while (n.#next) n = n.#next;
    n.#next = new Node_(v);
    return this;
  }
  *[Symbol.iterator]() {
    for (let n: Node_<T> | null = this; n; n = n.#next) yield n.v;
  }
}
console.log([...new Node_(1).append(2).append(3)]);
