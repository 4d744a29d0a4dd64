// Objects of every kind: functions, symbols, iteration, promises, errors, reflection.

interface Object {
  readonly constructor: Function;
  __proto__: any;
  hasOwnProperty(key: PropertyKey): boolean;
  isPrototypeOf(value: object): boolean;
  propertyIsEnumerable(key: PropertyKey): boolean;
  toString(): string;
  toLocaleString(): string;
  valueOf(): Object;
  __defineGetter__(key: PropertyKey, getter: () => any): void;
  __defineSetter__(key: PropertyKey, setter: (value: any) => void): void;
  __lookupGetter__(key: PropertyKey): any;
  __lookupSetter__(key: PropertyKey): any;
}
interface ObjectConstructor extends Function {
  new (value?: any): Object;
  (value?: any): any;
  readonly prototype: Object;
  keys(object: object): string[];
  values<T>(object: { [key: string]: T } | ArrayLike<T>): T[];
  entries<T>(object: { [key: string]: T } | ArrayLike<T>): [string, T][];
  assign<T, U>(target: T, source: U): T & U;
  assign<T, U, V>(target: T, first: U, second: V): T & U & V;
  assign(target: any, ...sources: any[]): any;
  freeze<T>(object: T): Readonly<T>;
  isFrozen(object: unknown): boolean;
  seal<T>(object: T): T;
  isSealed(object: unknown): boolean;
  preventExtensions<T>(object: T): T;
  isExtensible(object: unknown): boolean;
  create(prototype: object | null, properties?: PropertyDescriptorMap): any;
  getPrototypeOf(object: any): any;
  setPrototypeOf<T>(object: T, prototype: object | null): T;
  defineProperty<T>(object: T, key: PropertyKey, descriptor: PropertyDescriptor): T;
  defineProperties<T>(object: T, descriptors: PropertyDescriptorMap): T;
  getOwnPropertyNames(object: any): string[];
  getOwnPropertySymbols(object: any): symbol[];
  getOwnPropertyDescriptor(object: any, key: PropertyKey): PropertyDescriptor | undefined;
  getOwnPropertyDescriptors(object: any): PropertyDescriptorMap;
  fromEntries<T>(entries: Iterable<[PropertyKey, T]>): { [key: string]: T };
  groupBy<T, K>(items: Iterable<T>, callback: (item: T, index: number) => K): Partial<Record<K, T[]>>;
  hasOwn(object: object, key: PropertyKey): boolean;
  is(left: any, right: any): boolean;
}
declare const Object: ObjectConstructor;

type PropertyKey = string | number | symbol;
interface PropertyDescriptor {
  configurable?: boolean;
  enumerable?: boolean;
  value?: any;
  writable?: boolean;
  get?(): any;
  set?(value: any): void;
}
interface PropertyDescriptorMap { [key: string]: PropertyDescriptor }

interface Function {
  readonly name: string;
  readonly length: number;
  prototype: any;
  call(thisArg: any, ...arguments: any[]): any;
  apply(thisArg: any, arguments?: any): any;
  bind(thisArg: any, ...arguments: any[]): Function;
  toString(): string;
}
interface FunctionConstructor extends Function {
  new (...parameters: string[]): Function;
  (...parameters: string[]): Function;
  readonly prototype: Function;
}
declare const Function: FunctionConstructor;
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}

interface Symbol {
  readonly description: string | undefined;
  toString(): string;
  valueOf(): symbol;
}
interface SymbolConstructor extends Function {
  (description?: string | number): symbol;
  readonly prototype: Symbol;
  for(key: string): symbol;
  keyFor(symbol: symbol): string | undefined;
  readonly asyncDispose: symbol;
  readonly asyncIterator: symbol;
  readonly dispose: symbol;
  readonly hasInstance: symbol;
  readonly isConcatSpreadable: symbol;
  readonly iterator: symbol;
  readonly match: symbol;
  readonly matchAll: symbol;
  readonly replace: symbol;
  readonly search: symbol;
  readonly species: symbol;
  readonly split: symbol;
  readonly toPrimitive: symbol;
  readonly toStringTag: symbol;
  readonly unscopables: symbol;
}
declare const Symbol: SymbolConstructor;

interface IteratorYieldResult<T> { done?: false; value: T }
interface IteratorReturnResult<R> { done: true; value: R }
type IteratorResult<T, R = any> = IteratorYieldResult<T> | IteratorReturnResult<R>;
interface Iterator<T, R = any, N = any> {
  next(value?: N): IteratorResult<T, R>;
  return?(value?: R): IteratorResult<T, R>;
  throw?(error?: any): IteratorResult<T, R>;
}
interface Iterable<T, R = any, N = any> { [Symbol.iterator](): Iterator<T, R, N> }
interface IteratorObject<T> {
  next(value?: any): IteratorResult<T>;
  return?(value?: any): IteratorResult<T>;
  throw?(error?: any): IteratorResult<T>;
  drop(count: number): IteratorObject<T>;
  every(predicate: (value: T, index: number) => boolean): boolean;
  filter<S extends T>(predicate: (value: T, index: number) => value is S): IteratorObject<S>;
  filter(predicate: (value: T, index: number) => boolean): IteratorObject<T>;
  find(predicate: (value: T, index: number) => boolean): T | undefined;
  flatMap<U>(callback: (value: T, index: number) => Iterable<U>): IteratorObject<U>;
  forEach(callback: (value: T, index: number) => void): void;
  map<U>(callback: (value: T, index: number) => U): IteratorObject<U>;
  reduce(callback: (sum: T, value: T, index: number) => T): T;
  reduce<U>(callback: (sum: U, value: T, index: number) => U, initial: U): U;
  some(predicate: (value: T, index: number) => boolean): boolean;
  take(count: number): IteratorObject<T>;
  toArray(): T[];
  [Symbol.iterator](): IteratorObject<T>;
}
interface IterableIterator<T> extends IteratorObject<T> {}
interface ArrayIterator<T> extends IteratorObject<T> {}
interface IteratorConstructor extends Function {
  new <T>(): IteratorObject<T>;
  readonly prototype: IteratorObject<any>;
  from<T>(object: Iterable<T> | Iterator<T>): IteratorObject<T>;
}
declare const Iterator: IteratorConstructor;
interface Generator<T = unknown, R = any, N = any> extends IteratorObject<T> {
  next(value?: N): IteratorResult<T, R>;
  return(value: R): IteratorResult<T, R>;
  throw(error: any): IteratorResult<T, R>;
}
interface AsyncIterator<T, R = any, N = any> {
  next(value?: N): Promise<IteratorResult<T, R>>;
  return?(value?: R): Promise<IteratorResult<T, R>>;
  throw?(error?: any): Promise<IteratorResult<T, R>>;
}
interface AsyncIterable<T, R = any, N = any> { [Symbol.asyncIterator](): AsyncIterator<T, R, N> }
interface AsyncIterableIterator<T> extends AsyncIterator<T> { [Symbol.asyncIterator](): AsyncIterableIterator<T> }
interface AsyncGenerator<T = unknown, R = any, N = any> {
  next(value?: N): Promise<IteratorResult<T, R>>;
  return(value: R): Promise<IteratorResult<T, R>>;
  throw(error: any): Promise<IteratorResult<T, R>>;
  [Symbol.asyncIterator](): AsyncGenerator<T, R, N>;
}

interface PromiseLike<T> {
  then<U = T, V = never>(fulfilled?: (value: T) => U | PromiseLike<U>, rejected?: (reason: any) => V | PromiseLike<V>): PromiseLike<U | V>;
}
interface Promise<T> {
  then<U = T, V = never>(fulfilled?: ((value: T) => U | PromiseLike<U>) | null, rejected?: ((reason: any) => V | PromiseLike<V>) | null): Promise<U | V>;
  catch<U = never>(rejected: (reason: any) => U | PromiseLike<U>): Promise<T | U>;
  finally(callback: () => void): Promise<T>;
}
interface PromiseFulfilledResult<T> { status: "fulfilled"; value: T }
interface PromiseRejectedResult { status: "rejected"; reason: any }
type PromiseSettledResult<T> = PromiseFulfilledResult<T> | PromiseRejectedResult;
interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T | PromiseLike<T>) => void;
  reject: (reason?: any) => void;
}
interface PromiseConstructor extends Function {
  new <T>(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>;
  readonly prototype: Promise<any>;
  all<T extends readonly unknown[] | []>(promises: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>;
  allSettled<T extends readonly unknown[] | []>(promises: T): Promise<{ -readonly [P in keyof T]: PromiseSettledResult<Awaited<T[P]>> }>;
  any<T>(promises: Iterable<T>): Promise<Awaited<T>>;
  race<T>(promises: Iterable<T>): Promise<Awaited<T>>;
  resolve<T>(value: T): Promise<Awaited<T>>;
  reject<T = never>(reason: any): Promise<T>;
  try<T>(callback: (...arguments: any[]) => T, ...arguments: any[]): Promise<Awaited<T>>;
  withResolvers<T>(): PromiseWithResolvers<T>;
}
declare const Promise: PromiseConstructor;

interface Error {
  name: string;
  message: string;
  stack?: string;
  cause?: unknown;
  toString(): string;
}
interface ErrorOptions { cause?: unknown }
interface ErrorConstructor extends Function {
  new (message?: string, options?: ErrorOptions): Error;
  (message?: string, options?: ErrorOptions): Error;
  readonly prototype: Error;
  captureStackTrace(object: object, constructor?: Function): void;
  isError(value: unknown): value is Error;
  stackTraceLimit: number;
}
declare const Error: ErrorConstructor;
interface EvalError extends Error {}
interface RangeError extends Error {}
interface ReferenceError extends Error {}
interface SyntaxError extends Error {}
interface TypeError extends Error {}
interface URIError extends Error {}
interface AggregateError extends Error { errors: any[] }
interface NativeErrorConstructor<E> extends ErrorConstructor {
  new (message?: string, options?: ErrorOptions): E;
  (message?: string, options?: ErrorOptions): E;
  readonly prototype: E;
}
declare const EvalError: NativeErrorConstructor<EvalError>;
declare const RangeError: NativeErrorConstructor<RangeError>;
declare const ReferenceError: NativeErrorConstructor<ReferenceError>;
declare const SyntaxError: NativeErrorConstructor<SyntaxError>;
declare const TypeError: NativeErrorConstructor<TypeError>;
declare const URIError: NativeErrorConstructor<URIError>;
interface AggregateErrorConstructor extends ErrorConstructor {
  new (errors: Iterable<any>, message?: string, options?: ErrorOptions): AggregateError;
  (errors: Iterable<any>, message?: string, options?: ErrorOptions): AggregateError;
  readonly prototype: AggregateError;
}
declare const AggregateError: AggregateErrorConstructor;

declare const Reflect: {
  apply(target: Function, thisArg: any, arguments: any): any;
  construct(target: Function, arguments: any, newTarget?: Function): any;
  defineProperty(target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean;
  deleteProperty(target: object, key: PropertyKey): boolean;
  get(target: object, key: PropertyKey, receiver?: any): any;
  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined;
  getPrototypeOf(target: object): object | null;
  has(target: object, key: PropertyKey): boolean;
  isExtensible(target: object): boolean;
  ownKeys(target: object): (string | symbol)[];
  preventExtensions(target: object): boolean;
  set(target: object, key: PropertyKey, value: any, receiver?: any): boolean;
  setPrototypeOf(target: object, prototype: object | null): boolean;
};
interface ProxyHandler<T> {
  apply?(target: T, thisArg: any, arguments: any[]): any;
  construct?(target: T, arguments: any[], newTarget: Function): object;
  defineProperty?(target: T, key: string | symbol, descriptor: PropertyDescriptor): boolean;
  deleteProperty?(target: T, key: string | symbol): boolean;
  get?(target: T, key: string | symbol, receiver: any): any;
  getOwnPropertyDescriptor?(target: T, key: string | symbol): PropertyDescriptor | undefined;
  getPrototypeOf?(target: T): object | null;
  has?(target: T, key: string | symbol): boolean;
  isExtensible?(target: T): boolean;
  ownKeys?(target: T): ArrayLike<string | symbol>;
  preventExtensions?(target: T): boolean;
  set?(target: T, key: string | symbol, value: any, receiver: any): boolean;
  setPrototypeOf?(target: T, prototype: object | null): boolean;
}
interface ProxyConstructor extends Function {
  new <T>(target: T, handler: ProxyHandler<T>): T;
  revocable<T>(target: T, handler: ProxyHandler<T>): { proxy: T; revoke: () => void };
}
declare const Proxy: ProxyConstructor;
