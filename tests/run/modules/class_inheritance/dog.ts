import { Animal } from "./animal.ts";
export type Trick = { name: string };
export default class Dog extends Animal {
  tricks: string[];
  constructor(name: string, tricks: string[] = []) {
    super(name);
    this.tricks = tricks;
  }
  speak() {
    return "Woof " + super.speak() + " " + this.tricks.length;
  }
}
export const makeDog = (n: string) => new Dog(n, ["sit", "stay"]);
