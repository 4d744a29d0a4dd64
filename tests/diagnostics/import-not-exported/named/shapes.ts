export const area = 1;
export const perimeter = 2;
const hidden = 3;
