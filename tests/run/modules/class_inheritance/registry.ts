import type { Animal } from "./animal.ts";
const list: Animal[] = [];
export class Registry {
  static add(a: Animal) {
    list.push(a);
  }
  static names() {
    return list.map((a) => a.name);
  }
}
