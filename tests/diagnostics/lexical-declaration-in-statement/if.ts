if (1 < 2) const x = 1;
