// Lists every built-in that a program can reach by name, one a line: `name kind length`.
// `cargo xtask record builtins` runs it with Node, `tests/harness/builtins.rs` compiles it: README.md.

const wellKnown = new Map();
for (const name of Object.getOwnPropertyNames(Symbol)) {
  if (typeof Symbol[name] === "symbol") wellKnown.set(Symbol[name], `[Symbol.${name}]`);
}

/** What every function has. */
const ofFunctions = new Set(["length", "name", "prototype", "arguments", "caller"]);
const lines = new Map();
const seen = new Set([globalThis]);

/** `Array.from`, `Array.prototype[Symbol.iterator]`; undefined for symbols that have no name. */
function path(owner, key) {
  if (typeof key === "symbol") return wellKnown.has(key) ? owner + wellKnown.get(key) : undefined;
  return owner ? `${owner}.${key}` : key;
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}

/** Does reading it throw what stands for a built-in that is not there yet? */
function isMissing(object, key) {
  try {
    object[key];
    return false;
  } catch (error) {
    return error?.code === "ERR_NOT_IMPLEMENTED";
  }
}

function kind(name, value) {
  const last = name.split(".").at(-1);
  if (typeof value === "function") return `${/^[A-Z]/.test(last) ? "class" : "function"} ${value.length}`;
  return isObject(value) ? "object" : "value";
}

/** Writes one member of `object`, or of what inherits from it, down; its value, unless a prototype's accessor. */
function member(name, object, key, heir = object) {
  const { get, set, value } = Object.getOwnPropertyDescriptor(object, key);
  if (get !== undefined && isMissing(heir, key)) {
    lines.set(name, "missing");
  } else if (name.includes(".prototype") && (get !== undefined || set !== undefined)) {
    lines.set(name, "accessor");
  } else {
    const read = get === undefined ? value : heir[key];
    lines.set(name, kind(name, read));
    return read;
  }
}

function members(owner, object, depth, heir = object) {
  for (const key of Reflect.ownKeys(object)) {
    const name = path(owner, key);
    const isCommon = key === "constructor" || (typeof object === "function" && ofFunctions.has(key));
    if (name === undefined || lines.has(name) || isCommon) continue;
    const value = member(name, object, key, heir);
    if (typeof value === "function") ofFunction(name, value, depth + 1);
  }
}

/** Members of a function and, where it is a class, of its prototype. */
function ofFunction(name, value, depth) {
  if (seen.has(value) || depth > 2) return;
  seen.add(value);
  members(name, value, depth);
  const isClass = /^[A-Z]/.test(name.split(".").at(-1)) && Object(value.prototype) === value.prototype;
  if (isClass) ofPrototype(name, value.prototype, depth);
}

function ofPrototype(name, prototype, depth = 0) {
  members(`${name}.prototype`, prototype, depth);
}

/** Members of an object such as `process`, with those it inherits. */
function ofObject(name, object) {
  if (seen.has(object)) return;
  seen.add(object);
  for (let at = object; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    members(name, at, 0, object);
  }
}

/** Constructors and prototypes without a global of their own. */
function unnamed() {
  const async = Object.getPrototypeOf((async function* () {}).prototype);
  return {
    classes: {
      TypedArray: Object.getPrototypeOf(Int8Array),
      GeneratorFunction: Object.getPrototypeOf(function* () {}).constructor,
      AsyncFunction: Object.getPrototypeOf(async function () {}).constructor,
      AsyncGeneratorFunction: Object.getPrototypeOf(async function* () {}).constructor,
    },
    prototypes: {
      Generator: Object.getPrototypeOf((function* () {}).prototype),
      AsyncGenerator: async,
      AsyncIterator: Object.getPrototypeOf(async),
      ArrayIterator: Object.getPrototypeOf([].values()),
      MapIterator: Object.getPrototypeOf(new Map().values()),
      SetIterator: Object.getPrototypeOf(new Set().values()),
      StringIterator: Object.getPrototypeOf(""[Symbol.iterator]()),
      RegExpStringIterator: Object.getPrototypeOf("".matchAll(/a/g)),
    },
  };
}

// Reading accessors of prototypes on the prototype itself rejects promises.
process.on("unhandledRejection", () => {});
for (const key of Object.getOwnPropertyNames(globalThis)) {
  const value = member(key, globalThis, key);
  if (typeof value === "function") ofFunction(key, value, 0);
  else if (isObject(value)) ofObject(key, value);
}
const { classes, prototypes } = unnamed();
for (const name in classes) {
  lines.set(name, kind(name, classes[name]));
  ofFunction(name, classes[name], 0);
}
for (const name in prototypes) ofPrototype(name, prototypes[name]);
console.log([...lines].map(([name, text]) => `${name} ${text}`).sort().join("\n"));
