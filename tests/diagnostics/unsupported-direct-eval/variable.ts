const code = process.argv[2] ?? "1";
console.log(eval(code));
