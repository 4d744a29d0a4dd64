const n = 3in [];
const m = 1__0;
