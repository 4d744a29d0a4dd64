// A subclass overrides and calls up.
class Animal {
  name: string;
  constructor(name: string) {
    this.name = name;
  }
  speak(): string {
    return this.name + " makes a sound";
  }
}
class Dog extends Animal {
  speak(): string {
    return super.speak() + ": woof";
  }
}
const all: Animal[] = [new Animal("cat"), new Dog("rex")];
for (const a of all) console.log(a.speak(), a instanceof Dog);
