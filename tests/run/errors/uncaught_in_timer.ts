// An uncaught error in a timer stops the program; later timers do not run.
setTimeout(() => console.log("first"), 1);
setTimeout(() => {
  throw new RangeError("from timer");
}, 1);
setTimeout(() => console.log("never"), 1);
console.log("main");
