// Methods of strings that need Unicode's tables are found by computed names.
const letters = ["\u0041\u030a", "\u00c5", "z", "a"];
const key = (front: string, back: string) => front + back;
const first: any = letters[0];
console.log(first[key("norm", "alize")]() === letters[1], first.length);
letters.sort((left: any, right) => left[key("locale", "Compare")](right));
console.log(letters.map((text) => text.length).join());
