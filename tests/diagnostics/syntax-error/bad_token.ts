const price = 5 @ 3;
