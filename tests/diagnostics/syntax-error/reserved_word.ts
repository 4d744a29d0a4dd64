const class = 5;
