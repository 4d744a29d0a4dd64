const log = (f: any, _context: any) => f;
class A {
  @log
  m() { return 1; }
}
console.log(new A().m());
