// A method of strings that makes a regular expression is found by a computed name.
const name = ["mat", "ch"].join("");
const text: any = "x-ray";
console.log(text[name]("r.y").index);
for (const found of text[name + "All"](".a")) console.log(found[0]);
