// An enum names numbers.
enum Color {
  Red,
  Green = 5,
  Blue,
}
const c: Color = Color.Blue;
console.log(c, Color[5], Color.Red, c === Color.Blue ? "blue" : "other");
