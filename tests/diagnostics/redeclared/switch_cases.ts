switch (1 as number) {
  case 1: let x = 1; break;
  case 2: let x = 2; break;
}
