export default class Thing {
  hi() {
    return "thing";
  }
}
