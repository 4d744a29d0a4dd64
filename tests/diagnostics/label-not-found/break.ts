for (;;) {
  break elsewhere;
}
