// An uncaught error in a timer stops the program; later timers do not run.
setTimeout(() => console.log("first"), 1);
setTimeout(() => {
  throw new RangeError("from timer");
}, 5);
setTimeout(() => console.log("never"), 20);
console.log("main");
