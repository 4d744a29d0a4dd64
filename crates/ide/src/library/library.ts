// What programs may use without importing it. Types are kept simple: they serve hover, completion and inference.

interface Object {
  /** Whether the object itself has the property. */
  hasOwnProperty(key: string): boolean;
  isPrototypeOf(value: object): boolean;
  propertyIsEnumerable(key: string): boolean;
  toString(): string;
  toLocaleString(): string;
  valueOf(): Object;
}
interface ObjectConstructor {
  /** The object's own enumerable keys. */
  keys(value: object): string[];
  values<T>(value: { [key: string]: T }): T[];
  entries<T>(value: { [key: string]: T }): [string, T][];
  assign<T, U>(target: T, source: U): T & U;
  /** Makes an object read-only; what it holds is not. */
  freeze<T>(value: T): T;
  isFrozen(value: unknown): boolean;
  seal<T>(value: T): T;
  isSealed(value: unknown): boolean;
  preventExtensions<T>(value: T): T;
  isExtensible(value: unknown): boolean;
  create(prototype: object | null, properties?: object): any;
  getPrototypeOf(value: unknown): any;
  setPrototypeOf<T>(value: T, prototype: object | null): T;
  defineProperty<T>(value: T, key: string | symbol, descriptor: object): T;
  defineProperties<T>(value: T, descriptors: object): T;
  getOwnPropertyNames(value: unknown): string[];
  getOwnPropertySymbols(value: unknown): symbol[];
  getOwnPropertyDescriptor(value: unknown, key: string | symbol): any;
  getOwnPropertyDescriptors(value: unknown): any;
  fromEntries<T>(entries: Iterable<[string, T]>): { [key: string]: T };
  groupBy<T>(items: Iterable<T>, key: (item: T, index: number) => string): { [key: string]: T[] };
  hasOwn(value: object, key: string): boolean;
  is(left: unknown, right: unknown): boolean;
}
declare const Object: ObjectConstructor;

interface Function {
  readonly name: string;
  readonly length: number;
  prototype: any;
  /** Calls the function with the given `this`. */
  call(thisArg: any, ...args: any[]): any;
  apply(thisArg: any, args?: any[]): any;
  bind(thisArg: any, ...args: any[]): any;
  toString(): string;
}

interface Iterator<T> { next(): IteratorResult<T>; return(value?: any): IteratorResult<T>; throw(error?: any): IteratorResult<T> }
interface IteratorResult<T> { done: boolean; value: T }
interface Iterable<T> { [Symbol.iterator](): Iterator<T> }
interface IterableIterator<T> extends Iterator<T> {
  map<U>(callback: (value: T, index: number) => U): IterableIterator<U>;
  filter(predicate: (value: T, index: number) => boolean): IterableIterator<T>;
  take(limit: number): IterableIterator<T>;
  drop(count: number): IterableIterator<T>;
  flatMap<U>(callback: (value: T, index: number) => Iterable<U>): IterableIterator<U>;
  reduce<U>(callback: (sum: U, value: T, index: number) => U, initial: U): U;
  toArray(): T[];
  forEach(callback: (value: T, index: number) => void): void;
  some(predicate: (value: T, index: number) => boolean): boolean;
  every(predicate: (value: T, index: number) => boolean): boolean;
  find(predicate: (value: T, index: number) => boolean): T | undefined;
}
interface Generator<T> extends IterableIterator<T> {}
interface AsyncGenerator<T> { next(value?: any): Promise<IteratorResult<T>>; return(value?: any): Promise<IteratorResult<T>>; throw(error?: any): Promise<IteratorResult<T>> }

interface Array<T> {
  /** How many elements there are. */
  length: number;
  /** Appends elements; returns the new length. */
  push(...items: T[]): number;
  /** Removes the last element and returns it. */
  pop(): T | undefined;
  /** Removes the first element and returns it. */
  shift(): T | undefined;
  /** Puts elements in front; returns the new length. */
  unshift(...items: T[]): number;
  at(index: number): T | undefined;
  concat(...items: T[][]): T[];
  join(separator?: string): string;
  reverse(): T[];
  toReversed(): T[];
  /** A copy of the elements from `start` up to `end`. */
  slice(start?: number, end?: number): T[];
  sort(compare?: (left: T, right: T) => number): T[];
  toSorted(compare?: (left: T, right: T) => number): T[];
  /** Removes elements, puts others in their place, and returns the removed ones. */
  splice(start: number, deleteCount?: number, ...items: T[]): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
  indexOf(item: T, from?: number): number;
  lastIndexOf(item: T, from?: number): number;
  includes(item: T, from?: number): boolean;
  every(predicate: (value: T, index: number, array: T[]) => boolean): boolean;
  some(predicate: (value: T, index: number, array: T[]) => boolean): boolean;
  /** Calls a function for each element. */
  forEach(callback: (value: T, index: number, array: T[]) => void): void;
  /** The results of a function for each element. */
  map<U>(callback: (value: T, index: number, array: T[]) => U): U[];
  /** The elements that a predicate holds for. */
  filter(predicate: (value: T, index: number, array: T[]) => boolean): T[];
  /** Folds the elements into one value, from the left. */
  reduce<U>(callback: (sum: U, value: T, index: number, array: T[]) => U, initial: U): U;
  reduceRight<U>(callback: (sum: U, value: T, index: number, array: T[]) => U, initial: U): U;
  find(predicate: (value: T, index: number, array: T[]) => boolean): T | undefined;
  findIndex(predicate: (value: T, index: number, array: T[]) => boolean): number;
  findLast(predicate: (value: T, index: number, array: T[]) => boolean): T | undefined;
  findLastIndex(predicate: (value: T, index: number, array: T[]) => boolean): number;
  fill(value: T, start?: number, end?: number): T[];
  copyWithin(target: number, start: number, end?: number): T[];
  flat(depth?: number): any[];
  flatMap<U>(callback: (value: T, index: number) => U[]): U[];
  entries(): IterableIterator<[number, T]>;
  keys(): IterableIterator<number>;
  values(): IterableIterator<T>;
  toString(): string;
}
interface ArrayConstructor {
  new <T>(length?: number): T[];
  isArray(value: unknown): boolean;
  /** An array of what is iterated or has a length. */
  from<T>(items: Iterable<T>): T[];
  of<T>(...items: T[]): T[];
}
declare const Array: ArrayConstructor;
interface ReadonlyArray<T> extends Array<T> {}

interface String {
  /** How many UTF-16 units there are. */
  readonly length: number;
  at(index: number): string | undefined;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number | undefined;
  concat(...texts: string[]): string;
  endsWith(text: string, end?: number): boolean;
  includes(text: string, from?: number): boolean;
  indexOf(text: string, from?: number): number;
  lastIndexOf(text: string, from?: number): number;
  localeCompare(other: string): number;
  match(pattern: RegExp | string): RegExpMatchArray | null;
  matchAll(pattern: RegExp): IterableIterator<RegExpMatchArray>;
  normalize(form?: string): string;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(count: number): string;
  replace(pattern: RegExp | string, replacement: string): string;
  replaceAll(pattern: RegExp | string, replacement: string): string;
  search(pattern: RegExp): number;
  /** The part from `start` up to `end`; negative numbers count from the end. */
  slice(start?: number, end?: number): string;
  /** The parts between separators. */
  split(separator: string | RegExp, limit?: number): string[];
  startsWith(text: string, from?: number): boolean;
  substring(start: number, end?: number): string;
  substr(start: number, length?: number): string;
  toLowerCase(): string;
  toUpperCase(): string;
  toLocaleLowerCase(): string;
  toLocaleUpperCase(): string;
  toString(): string;
  trim(): string;
  trimEnd(): string;
  trimStart(): string;
  isWellFormed(): boolean;
  toWellFormed(): string;
}
interface StringConstructor {
  (value?: unknown): string;
  fromCharCode(...units: number[]): string;
  fromCodePoint(...points: number[]): string;
  raw(template: any, ...values: any[]): string;
}
declare const String: StringConstructor;

interface Number {
  toExponential(digits?: number): string;
  /** The number with so many digits behind the point. */
  toFixed(digits?: number): string;
  toPrecision(digits?: number): string;
  toString(radix?: number): string;
  toLocaleString(): string;
  valueOf(): number;
}
interface NumberConstructor {
  (value?: unknown): number;
  readonly EPSILON: number;
  readonly MAX_SAFE_INTEGER: number;
  readonly MIN_SAFE_INTEGER: number;
  readonly MAX_VALUE: number;
  readonly MIN_VALUE: number;
  readonly NaN: number;
  readonly NEGATIVE_INFINITY: number;
  readonly POSITIVE_INFINITY: number;
  isFinite(value: unknown): boolean;
  isInteger(value: unknown): boolean;
  isNaN(value: unknown): boolean;
  isSafeInteger(value: unknown): boolean;
  parseFloat(text: string): number;
  parseInt(text: string, radix?: number): number;
}
declare const Number: NumberConstructor;
interface Boolean { toString(): string; valueOf(): boolean }
declare function Boolean(value?: unknown): boolean;
interface BigInt { toString(radix?: number): string; toLocaleString(): string; valueOf(): bigint }
declare function BigInt(value: number | string | boolean): bigint;
interface Symbol { readonly description: string | undefined; toString(): string; valueOf(): symbol }
interface SymbolConstructor {
  (description?: string): symbol;
  for(key: string): symbol;
  keyFor(symbol: symbol): string | undefined;
  readonly iterator: symbol;
  readonly asyncIterator: symbol;
  readonly hasInstance: symbol;
  readonly toPrimitive: symbol;
  readonly toStringTag: symbol;
}
declare const Symbol: SymbolConstructor;

interface RegExp {
  readonly source: string;
  readonly flags: string;
  readonly global: boolean;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  lastIndex: number;
  exec(text: string): RegExpMatchArray | null;
  test(text: string): boolean;
  toString(): string;
}
interface RegExpMatchArray extends Array<string> { index: number; input: string; groups: { [name: string]: string } | undefined }
interface RegExpConstructor { new (pattern: string | RegExp, flags?: string): RegExp }
declare const RegExp: RegExpConstructor;

declare class Map<K, V> {
  constructor(entries?: Iterable<[K, V]>);
  /** How many entries there are. */
  readonly size: number;
  clear(): void;
  /** Removes an entry; tells whether there was one. */
  delete(key: K): boolean;
  forEach(callback: (value: V, key: K, map: Map<K, V>) => void): void;
  /** The value of a key. */
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): Map<K, V>;
  entries(): IterableIterator<[K, V]>;
  keys(): IterableIterator<K>;
  values(): IterableIterator<V>;
}
declare class Set<T> {
  constructor(items?: Iterable<T>);
  readonly size: number;
  add(value: T): Set<T>;
  clear(): void;
  delete(value: T): boolean;
  forEach(callback: (value: T, key: T, set: Set<T>) => void): void;
  has(value: T): boolean;
  entries(): IterableIterator<[T, T]>;
  keys(): IterableIterator<T>;
  values(): IterableIterator<T>;
  union<U>(other: Set<U>): Set<T | U>;
  intersection<U>(other: Set<U>): Set<T>;
  difference<U>(other: Set<U>): Set<T>;
  symmetricDifference<U>(other: Set<U>): Set<T | U>;
  isSubsetOf(other: Set<unknown>): boolean;
  isSupersetOf(other: Set<unknown>): boolean;
  isDisjointFrom(other: Set<unknown>): boolean;
}
declare class WeakMap<K, V> { delete(key: K): boolean; get(key: K): V | undefined; has(key: K): boolean; set(key: K, value: V): WeakMap<K, V> }
declare class WeakSet<T> { add(value: T): WeakSet<T>; delete(value: T): boolean; has(value: T): boolean }
declare class WeakRef<T> { constructor(value: T); deref(): T | undefined }

declare class Promise<T> {
  constructor(executor: (resolve: (value: T) => void, reject: (reason?: any) => void) => void);
  /** What happens when the promise settles. */
  then<U>(fulfilled: (value: T) => U, rejected?: (reason: any) => any): Promise<U>;
  catch(rejected: (reason: any) => any): Promise<T>;
  finally(callback: () => void): Promise<T>;
  /** Settles when all have, with their values in order. */
  static all<T>(promises: Iterable<Promise<T>>): Promise<T[]>;
  static allSettled<T>(promises: Iterable<Promise<T>>): Promise<any[]>;
  static any<T>(promises: Iterable<Promise<T>>): Promise<T>;
  static race<T>(promises: Iterable<Promise<T>>): Promise<T>;
  static resolve<T>(value: T): Promise<T>;
  static reject(reason?: any): Promise<never>;
  static withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason?: any) => void };
}
interface PromiseLike<T> { then<U>(fulfilled: (value: T) => U, rejected?: (reason: any) => any): PromiseLike<U> }

declare class Error {
  constructor(message?: string, options?: { cause?: unknown });
  name: string;
  message: string;
  stack?: string;
  cause?: unknown;
  toString(): string;
}
declare class TypeError extends Error {}
declare class RangeError extends Error {}
declare class SyntaxError extends Error {}
declare class ReferenceError extends Error {}
declare class EvalError extends Error {}
declare class URIError extends Error {}
declare class AggregateError extends Error { errors: any[] }

declare class Date {
  constructor(value?: number | string);
  static now(): number;
  static parse(text: string): number;
  static UTC(year: number, month?: number, day?: number): number;
  getTime(): number;
  getFullYear(): number;
  getMonth(): number;
  getDate(): number;
  getDay(): number;
  getHours(): number;
  getMinutes(): number;
  getSeconds(): number;
  getMilliseconds(): number;
  getTimezoneOffset(): number;
  toISOString(): string;
  toJSON(): string;
  toString(): string;
  valueOf(): number;
}

declare const Math: {
  readonly E: number;
  readonly LN2: number;
  readonly LN10: number;
  readonly LOG2E: number;
  readonly LOG10E: number;
  /** The ratio of a circle's circumference to its diameter. */
  readonly PI: number;
  readonly SQRT2: number;
  abs(x: number): number;
  acos(x: number): number;
  asin(x: number): number;
  atan(x: number): number;
  atan2(y: number, x: number): number;
  cbrt(x: number): number;
  ceil(x: number): number;
  clz32(x: number): number;
  cos(x: number): number;
  exp(x: number): number;
  /** The greatest integer that is not above `x`. */
  floor(x: number): number;
  fround(x: number): number;
  hypot(...values: number[]): number;
  /** The product of two 32-bit integers, in 32 bits. */
  imul(x: number, y: number): number;
  log(x: number): number;
  log10(x: number): number;
  log2(x: number): number;
  max(...values: number[]): number;
  min(...values: number[]): number;
  pow(x: number, y: number): number;
  random(): number;
  round(x: number): number;
  sign(x: number): number;
  sin(x: number): number;
  sqrt(x: number): number;
  tan(x: number): number;
  trunc(x: number): number;
};
declare const JSON: {
  /** The value that a JSON text describes. */
  parse(text: string, reviver?: (key: string, value: any) => any): any;
  /** A value as JSON text. */
  stringify(value: any, replacer?: any, space?: string | number): string;
};
declare const Reflect: {
  apply(target: Function, thisArg: any, args: any[]): any;
  construct(target: Function, args: any[]): any;
  get(target: object, key: string | symbol): any;
  set(target: object, key: string | symbol, value: any): boolean;
  has(target: object, key: string | symbol): boolean;
  ownKeys(target: object): (string | symbol)[];
};
declare const console: {
  /** Writes a line to the standard output. */
  log(...values: any[]): void;
  info(...values: any[]): void;
  debug(...values: any[]): void;
  /** Writes a line to the standard error. */
  error(...values: any[]): void;
  warn(...values: any[]): void;
  table(rows: any): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  assert(condition: boolean, ...values: any[]): void;
  dir(value: any): void;
  group(...values: any[]): void;
  groupEnd(): void;
  count(label?: string): void;
  trace(...values: any[]): void;
};
declare const process: {
  readonly argv: string[];
  readonly env: { [name: string]: string | undefined };
  readonly platform: string;
  readonly pid: number;
  exitCode: number | undefined;
  exit(code?: number): never;
  cwd(): string;
  uptime(): number;
};
declare const performance: { now(): number };
declare const globalThis: any;
declare const undefined: undefined;
declare const NaN: number;
declare const Infinity: number;
declare const arguments: any;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function isNaN(value: number): boolean;
declare function isFinite(value: number): boolean;
declare function encodeURIComponent(text: string): string;
declare function decodeURIComponent(text: string): string;
declare function encodeURI(text: string): string;
declare function decodeURI(text: string): string;
declare function setTimeout(callback: () => void, delay?: number, ...args: any[]): any;
declare function setInterval(callback: () => void, delay?: number, ...args: any[]): any;
declare function setImmediate(callback: () => void, ...args: any[]): any;
declare function clearTimeout(timer: any): void;
declare function clearInterval(timer: any): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;

type Partial<T> = T;
type Required<T> = T;
type Readonly<T> = T;
type NonNullable<T> = T;
type Record<K, V> = { [key: string]: V };
type Pick<T, K> = T;
type Omit<T, K> = T;
type Awaited<T> = T;
type ReturnType<T> = any;
type Parameters<T> = any[];
type Exclude<T, U> = T;
type Extract<T, U> = T;
type InstanceType<T> = any;
