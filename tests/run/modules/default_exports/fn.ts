console.log("hoisted default", typeof named);
export default function named() {
  return "default fn";
}
