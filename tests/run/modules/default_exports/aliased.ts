let v = "before";
export { v as default };
export const change = () => {
  v = "after";
};
