// Strings print bare at the top and quoted inside.
console.log("text", ["text"], { k: "text" }, 1, [1.5], true, [true], null, undefined, [null, undefined], -0, [-0], NaN);
console.log();
console.log("");
console.log("a\nb", ["a\nb"], "tab\t|", ["tab\t"], "it's", ["it's"]);
console.log("%s is %d", "x", 5, "more");
