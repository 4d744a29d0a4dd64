// Values that are no objects, and what is computed from them: texts, numbers, patterns, dates.

interface String {
  readonly length: number;
  readonly [index: number]: string;
  at(index: number): string | undefined;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number | undefined;
  concat(...texts: string[]): string;
  endsWith(text: string, end?: number): boolean;
  includes(text: string, from?: number): boolean;
  indexOf(text: string, from?: number): number;
  isWellFormed(): boolean;
  lastIndexOf(text: string, from?: number): number;
  localeCompare(other: string, locales?: string | string[], options?: any): number;
  match(pattern: RegExp | string): RegExpMatchArray | null;
  matchAll(pattern: RegExp): IteratorObject<RegExpExecArray>;
  normalize(form?: "NFC" | "NFD" | "NFKC" | "NFKD"): string;
  padEnd(length: number, filler?: string): string;
  padStart(length: number, filler?: string): string;
  repeat(count: number): string;
  replace(pattern: RegExp | string, replacement: string): string;
  replace(pattern: RegExp | string, replacement: (match: string, ...parts: any[]) => string): string;
  replaceAll(pattern: RegExp | string, replacement: string): string;
  replaceAll(pattern: RegExp | string, replacement: (match: string, ...parts: any[]) => string): string;
  search(pattern: RegExp | string): number;
  slice(start?: number, end?: number): string;
  split(separator: string | RegExp, limit?: number): string[];
  startsWith(text: string, start?: number): boolean;
  substr(start: number, length?: number): string;
  substring(start: number, end?: number): string;
  toLocaleLowerCase(locales?: string | string[]): string;
  toLocaleUpperCase(locales?: string | string[]): string;
  toLowerCase(): string;
  toString(): string;
  toUpperCase(): string;
  toWellFormed(): string;
  trim(): string;
  trimEnd(): string;
  trimLeft(): string;
  trimRight(): string;
  trimStart(): string;
  valueOf(): string;
  [Symbol.iterator](): IteratorObject<string>;
  anchor(name: string): string;
  big(): string;
  blink(): string;
  bold(): string;
  fixed(): string;
  fontcolor(color: string): string;
  fontsize(size: number | string): string;
  italics(): string;
  link(url: string): string;
  small(): string;
  strike(): string;
  sub(): string;
  sup(): string;
}
interface StringConstructor extends Function {
  new (value?: any): String;
  (value?: any): string;
  readonly prototype: String;
  fromCharCode(...units: number[]): string;
  fromCodePoint(...points: number[]): string;
  raw(template: { raw: readonly string[] }, ...values: any[]): string;
}
declare const String: StringConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> { readonly raw: readonly string[] }

interface Number {
  toExponential(digits?: number): string;
  toFixed(digits?: number): string;
  toLocaleString(locales?: string | string[], options?: any): string;
  toPrecision(digits?: number): string;
  toString(radix?: number): string;
  valueOf(): number;
}
interface NumberConstructor extends Function {
  new (value?: any): Number;
  (value?: any): number;
  readonly prototype: Number;
  readonly EPSILON: number;
  readonly MAX_SAFE_INTEGER: number;
  readonly MAX_VALUE: number;
  readonly MIN_SAFE_INTEGER: number;
  readonly MIN_VALUE: number;
  readonly NEGATIVE_INFINITY: number;
  readonly NaN: number;
  readonly POSITIVE_INFINITY: number;
  isFinite(value: unknown): boolean;
  isInteger(value: unknown): boolean;
  isNaN(value: unknown): boolean;
  isSafeInteger(value: unknown): boolean;
  parseFloat(text: string): number;
  parseInt(text: string, radix?: number): number;
}
declare const Number: NumberConstructor;

interface Boolean {
  toString(): string;
  valueOf(): boolean;
}
interface BooleanConstructor extends Function {
  new (value?: any): Boolean;
  <T>(value?: T): boolean;
  readonly prototype: Boolean;
}
declare const Boolean: BooleanConstructor;

interface BigInt {
  toLocaleString(locales?: string | string[], options?: any): string;
  toString(radix?: number): string;
  valueOf(): bigint;
}
interface BigIntConstructor extends Function {
  (value: bigint | boolean | number | string): bigint;
  readonly prototype: BigInt;
  asIntN(bits: number, value: bigint): bigint;
  asUintN(bits: number, value: bigint): bigint;
}
declare const BigInt: BigIntConstructor;

interface RegExp {
  readonly dotAll: boolean;
  readonly flags: string;
  readonly global: boolean;
  readonly hasIndices: boolean;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly source: string;
  readonly sticky: boolean;
  readonly unicode: boolean;
  readonly unicodeSets: boolean;
  /** Where the next match is looked for, of a global or sticky expression. */
  lastIndex: number;
  exec(text: string): RegExpExecArray | null;
  test(text: string): boolean;
  toString(): string;
}
interface RegExpMatchArray extends Array<string> {
  0: string;
  index?: number;
  input?: string;
  groups?: { [name: string]: string };
  indices?: [number, number][];
}
interface RegExpExecArray extends Array<string> {
  0: string;
  index: number;
  input: string;
  groups?: { [name: string]: string };
  indices?: [number, number][];
}
interface RegExpConstructor extends Function {
  new (pattern: string | RegExp, flags?: string): RegExp;
  (pattern: string | RegExp, flags?: string): RegExp;
  readonly prototype: RegExp;
  escape(text: string): string;
}
declare const RegExp: RegExpConstructor;

interface Date {
  getDate(): number;
  getDay(): number;
  getFullYear(): number;
  getHours(): number;
  getMilliseconds(): number;
  getMinutes(): number;
  getMonth(): number;
  getSeconds(): number;
  getTime(): number;
  getTimezoneOffset(): number;
  getUTCDate(): number;
  getUTCDay(): number;
  getUTCFullYear(): number;
  getUTCHours(): number;
  getUTCMilliseconds(): number;
  getUTCMinutes(): number;
  getUTCMonth(): number;
  getUTCSeconds(): number;
  getYear(): number;
  setDate(day: number): number;
  setFullYear(year: number, month?: number, day?: number): number;
  setHours(hours: number, minutes?: number, seconds?: number, ms?: number): number;
  setMilliseconds(ms: number): number;
  setMinutes(minutes: number, seconds?: number, ms?: number): number;
  setMonth(month: number, day?: number): number;
  setSeconds(seconds: number, ms?: number): number;
  setTime(time: number): number;
  setUTCDate(day: number): number;
  setUTCFullYear(year: number, month?: number, day?: number): number;
  setUTCHours(hours: number, minutes?: number, seconds?: number, ms?: number): number;
  setUTCMilliseconds(ms: number): number;
  setUTCMinutes(minutes: number, seconds?: number, ms?: number): number;
  setUTCMonth(month: number, day?: number): number;
  setUTCSeconds(seconds: number, ms?: number): number;
  setYear(year: number): number;
  toDateString(): string;
  toGMTString(): string;
  toISOString(): string;
  toJSON(key?: any): string;
  toLocaleDateString(locales?: string | string[], options?: any): string;
  toLocaleString(locales?: string | string[], options?: any): string;
  toLocaleTimeString(locales?: string | string[], options?: any): string;
  toString(): string;
  toTimeString(): string;
  toUTCString(): string;
  valueOf(): number;
}
interface DateConstructor extends Function {
  new (...parts: (number | string | Date)[]): Date;
  (): string;
  readonly prototype: Date;
  UTC(year: number, month?: number, day?: number, hours?: number, minutes?: number, seconds?: number, ms?: number): number;
  now(): number;
  parse(text: string): number;
}
declare const Date: DateConstructor;

declare const Math: {
  readonly E: number;
  readonly LN10: number;
  readonly LN2: number;
  readonly LOG10E: number;
  readonly LOG2E: number;
  readonly PI: number;
  readonly SQRT1_2: number;
  readonly SQRT2: number;
  abs(x: number): number;
  acos(x: number): number;
  acosh(x: number): number;
  asin(x: number): number;
  asinh(x: number): number;
  atan(x: number): number;
  atan2(y: number, x: number): number;
  atanh(x: number): number;
  cbrt(x: number): number;
  ceil(x: number): number;
  clz32(x: number): number;
  cos(x: number): number;
  cosh(x: number): number;
  exp(x: number): number;
  expm1(x: number): number;
  f16round(x: number): number;
  floor(x: number): number;
  fround(x: number): number;
  hypot(...values: number[]): number;
  imul(a: number, b: number): number;
  log(x: number): number;
  log10(x: number): number;
  log1p(x: number): number;
  log2(x: number): number;
  max(...values: number[]): number;
  min(...values: number[]): number;
  pow(base: number, exponent: number): number;
  random(): number;
  round(x: number): number;
  sign(x: number): number;
  sin(x: number): number;
  sinh(x: number): number;
  sqrt(x: number): number;
  tan(x: number): number;
  tanh(x: number): number;
  trunc(x: number): number;
};
declare const JSON: {
  parse(text: string, reviver?: (this: any, key: string, value: any) => any): any;
  stringify(value: any, replacer?: ((this: any, key: string, value: any) => any) | (string | number)[] | null, space?: string | number): string;
};
declare const NaN: number;
declare const Infinity: number;
declare const undefined: undefined;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function isNaN(value: number): boolean;
declare function isFinite(value: number): boolean;
declare function encodeURIComponent(text: string | number | boolean): string;
declare function decodeURIComponent(text: string): string;
declare function encodeURI(text: string): string;
declare function decodeURI(text: string): string;
declare function escape(text: string): string;
declare function unescape(text: string): string;
