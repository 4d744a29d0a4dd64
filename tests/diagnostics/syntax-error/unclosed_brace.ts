function f(): number {
  if (true) {
    return 1;
}
