console.log("broken starts");
const table: any = null;
export const size = table.size;
console.log("unreachable");
