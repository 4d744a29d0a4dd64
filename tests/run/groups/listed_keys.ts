// JSON.stringify reads methods by a list of keys and gives each to its `toJSON`.
const method = "to" + "J" + "SON";
Object.defineProperty(Function.prototype, method, {
  value(this: Function) {
    return this.call("e\u0301").length;
  },
});
const keys = [["nor", "malize"].join("")];
console.log(JSON.stringify(Object.create(String.prototype), keys));
