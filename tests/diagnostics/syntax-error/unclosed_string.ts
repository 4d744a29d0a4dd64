const s = "never closed;
console.log(s);
