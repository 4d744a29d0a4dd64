function sealed(target: any, _context: any) { return target; }
@sealed
class A {}
console.log(A);
