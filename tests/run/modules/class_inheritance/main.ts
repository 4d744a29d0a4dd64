// Classes extend classes of other modules; statics, privates and instanceof cross over.
import { Animal } from "./animal.ts";
import Dog, { type Trick, makeDog } from "./dog.ts";
import { Registry } from "./registry.ts";
class Puppy extends Dog {
  constructor(name: string) {
    super(name, ["beg"]);
  }
  speak() {
    return super.speak() + " (small)";
  }
  get legs() {
    return super.legs * 1;
  }
}
const trick: Trick = { name: "roll" };
const all: Animal[] = [new Animal("generic"), makeDog("Rex"), new Puppy("Bit")];
for (const a of all) console.log(a.speak(), a.legs, a instanceof Animal, a instanceof Dog, a.constructor.name, a.id);
console.log(
  Registry.names(),
  Animal.count,
  Puppy.count,
  Object.getPrototypeOf(Puppy) === Dog,
  all[2],
  trick.name,
  Puppy.create("New").speak(),
  Registry.names().length,
  Animal.same(all[0], all[1]),
);
