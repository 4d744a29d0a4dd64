here: for (;;) {
  here: for (;;) break here;
}
