function f() {
  const v = await Promise.resolve(1);
  return v;
}
