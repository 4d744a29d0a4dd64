export const internal = "internal import";
