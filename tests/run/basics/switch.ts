// switch picks a case or the default.
function day(n: number): string {
  switch (n) {
    case 0:
      return "sun";
    case 1:
    case 2:
      return "early";
    default:
      return "late";
  }
}
console.log(day(0), day(1), day(2), day(5));
