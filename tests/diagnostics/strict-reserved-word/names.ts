let interface = 1;
const package = 2;
