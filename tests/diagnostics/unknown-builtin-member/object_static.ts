console.log(Object.mapValues({ a: 1 }, (v: number) => v));
