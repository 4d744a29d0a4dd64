console.log(Math.foo(1));
