if (1 < 2) break;
