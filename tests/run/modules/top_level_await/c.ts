console.log("c runs");
export const c = "c value";
