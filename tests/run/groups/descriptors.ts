// Methods are taken out of descriptors, by no name at all.
const members: any[] = Object.values(Object.getOwnPropertyDescriptors(String.prototype));
const isWanted = (name: string) => name.length === 9 && name.startsWith("n") && name.endsWith("e");
const found = members.map((member) => member.value).filter((value) => value instanceof Function && isWanted(value.name));
console.log(found.length, found[0].call("e\u0301").length);
