for (let i = 0, i = 1; i < 2; i++) console.log(i);
