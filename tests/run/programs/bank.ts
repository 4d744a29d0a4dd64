// A bank with accounts, transfers, interest and history behaves as written.
class InsufficientFunds extends Error {
  constructor(
    public readonly_: string,
    needed: number,
  ) {
    super(`needs ${needed.toFixed(2)} more`);
    this.name = "InsufficientFunds";
  }
}
abstract class Account {
  private static next = 1;
  readonly id = Account.next++;
  protected balance = 0;
  readonly history: { kind: string; amount: number; after: number }[] = [];
  constructor(
    readonly owner: string,
    opening = 0,
  ) {
    if (opening) this.record("open", opening);
  }
  protected record(kind: string, amount: number) {
    this.balance += amount;
    this.history.push({ kind, amount, after: this.balance });
  }
  deposit(n: number) {
    if (!(n > 0)) throw new RangeError(`bad amount ${n}`);
    this.record("in", n);
    return this;
  }
  withdraw(n: number) {
    const missing = n - this.limit();
    if (missing > 0) throw new InsufficientFunds(this.owner, missing);
    this.record("out", -n);
    return this;
  }
  abstract limit(): number;
  abstract monthEnd(): void;
  toString() {
    return `${this.constructor.name} #${this.id} ${this.owner}: ${this.balance.toFixed(2)}`;
  }
  get total() {
    return this.balance;
  }
}
class Savings extends Account {
  rate = 0.05;
  limit() {
    return this.balance;
  }
  monthEnd() {
    this.record("interest", Math.round(this.balance * this.rate * 100) / 100);
  }
}
class Checking extends Account {
  constructor(
    owner: string,
    opening: number,
    private overdraft = 100,
  ) {
    super(owner, opening);
  }
  limit() {
    return this.balance + this.overdraft;
  }
  monthEnd() {
    if (this.balance < 0) this.record("fee", -15);
  }
}
class Bank {
  private accounts = new Map<number, Account>();
  open<T extends Account>(a: T): T {
    this.accounts.set(a.id, a);
    return a;
  }
  transfer(from: number, to: number, n: number) {
    const a = this.accounts.get(from),
      b = this.accounts.get(to);
    if (!a || !b) throw new TypeError(`no account ${a ? to : from}`);
    a.withdraw(n);
    try {
      b.deposit(n);
    } catch (e) {
      a.deposit(n);
      throw e;
    }
  }
  monthEnd() {
    for (const a of this.accounts.values()) a.monthEnd();
  }
  report() {
    return [...this.accounts.values()].sort((x, y) => y.total - x.total).map(String);
  }
}
const bank = new Bank(),
  s = bank.open(new Savings("Ann", 1000)),
  c = bank.open(new Checking("Bob", 50)),
  d = bank.open(new Checking("Cyd", 0, 500));
const tries: [number, number, number][] = [
  [1, 2, 200],
  [2, 3, 340],
  [2, 3, 400],
  [3, 9, 1],
  [3, 1, 500.255],
  [2, 1, 0.1],
];
for (const [f, t, n] of tries)
  try {
    bank.transfer(f, t, n);
    console.log("ok", f, t, n);
  } catch (e) {
    console.log(`${(e as Error).name}: ${(e as Error).message}`, e instanceof InsufficientFunds);
  }
bank.monthEnd();
console.log(bank.report().join("\n"));
try {
  s.deposit(NaN);
} catch (e: any) {
  console.log(e.message);
}
console.log(s.history, c, Object.keys(d));
