let v = "before";
export default v;
export const change = () => {
  v = "after";
};
