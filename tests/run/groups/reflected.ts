// Reflect.get finds a method of strings by a name made at run time.
const method = Reflect.get(String.prototype, ["locale", "Compare"].join(""));
console.log(Math.sign(method.call("a", "b")), Math.sign(method.call("\u00e9", "f")));
