const text = JSON.serialize({ a: 1 });
console.log(text);
