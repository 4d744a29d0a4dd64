// A pattern with a computed key takes a method of strings.
const key = ["matc", "h"].join("");
const { [key]: method } = String.prototype as any;
console.log(method.call("abc", "c").index);
