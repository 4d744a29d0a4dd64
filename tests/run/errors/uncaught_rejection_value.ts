// A rejection with a plain value ends the program (uncaught) and names the value.
Promise.reject({ code: 5 });
Promise.resolve().then(() => console.log("microtask still runs"));
