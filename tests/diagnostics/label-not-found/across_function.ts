outer: for (const x of [1]) {
  const f = () => { for (;;) break outer; };
  f();
}
