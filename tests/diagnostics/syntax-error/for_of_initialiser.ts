for (const x = 1 of [1, 2]) console.log(x);
