// What holds many: arrays, maps, sets, weak references, bytes.

interface ArrayLike<T> { readonly length: number; readonly [index: number]: T }
interface Array<T> {
  length: number;
  [index: number]: T;
  at(index: number): T | undefined;
  concat(...values: (T | T[])[]): T[];
  copyWithin(target: number, start: number, end?: number): T[];
  entries(): IteratorObject<[number, T]>;
  every<S extends T>(predicate: (value: T, index: number, array: T[]) => value is S, thisArg?: any): this is S[];
  every(predicate: (value: T, index: number, array: T[]) => unknown, thisArg?: any): boolean;
  fill(value: T, start?: number, end?: number): T[];
  filter<S extends T>(predicate: (value: T, index: number, array: T[]) => value is S, thisArg?: any): S[];
  filter(predicate: (value: T, index: number, array: T[]) => unknown, thisArg?: any): T[];
  find<S extends T>(predicate: (value: T, index: number, array: T[]) => value is S, thisArg?: any): S | undefined;
  find(predicate: (value: T, index: number, array: T[]) => unknown, thisArg?: any): T | undefined;
  findIndex(predicate: (value: T, index: number, array: T[]) => unknown, thisArg?: any): number;
  findLast<S extends T>(predicate: (value: T, index: number, array: T[]) => value is S, thisArg?: any): S | undefined;
  findLast(predicate: (value: T, index: number, array: T[]) => unknown, thisArg?: any): T | undefined;
  findLastIndex(predicate: (value: T, index: number, array: T[]) => unknown, thisArg?: any): number;
  flat(depth?: number): FlatArray<T>[];
  flatMap<U>(callback: (value: T, index: number, array: T[]) => U | readonly U[], thisArg?: any): U[];
  forEach(callback: (value: T, index: number, array: T[]) => void, thisArg?: any): void;
  includes(value: T, from?: number): boolean;
  indexOf(value: T, from?: number): number;
  join(separator?: string): string;
  keys(): IteratorObject<number>;
  lastIndexOf(value: T, from?: number): number;
  map<U>(callback: (value: T, index: number, array: T[]) => U, thisArg?: any): U[];
  pop(): T | undefined;
  push(...items: T[]): number;
  reduce(callback: (sum: T, value: T, index: number, array: T[]) => T): T;
  reduce<U>(callback: (sum: U, value: T, index: number, array: T[]) => U, initial: U): U;
  reduceRight(callback: (sum: T, value: T, index: number, array: T[]) => T): T;
  reduceRight<U>(callback: (sum: U, value: T, index: number, array: T[]) => U, initial: U): U;
  reverse(): T[];
  shift(): T | undefined;
  slice(start?: number, end?: number): T[];
  some(predicate: (value: T, index: number, array: T[]) => unknown, thisArg?: any): boolean;
  sort(compare?: (left: T, right: T) => number): T[];
  splice(start: number, count?: number, ...items: T[]): T[];
  toLocaleString(): string;
  toReversed(): T[];
  toSorted(compare?: (left: T, right: T) => number): T[];
  toSpliced(start: number, count?: number, ...items: T[]): T[];
  toString(): string;
  unshift(...items: T[]): number;
  values(): IteratorObject<T>;
  with(index: number, value: T): T[];
  [Symbol.iterator](): IteratorObject<T>;
}
type FlatArray<T> = T extends readonly (infer U)[] ? U : T;
interface ArrayConstructor extends Function {
  new <T>(...items: T[]): T[];
  <T>(...items: T[]): T[];
  readonly prototype: any[];
  isArray(value: any): value is any[];
  from<T>(iterable: Iterable<T> | ArrayLike<T>): T[];
  from<T, U>(iterable: Iterable<T> | ArrayLike<T>, map?: (value: T, index: number) => U, thisArg?: any): U[];
  of<T>(...items: T[]): T[];
}
declare const Array: ArrayConstructor;
interface ReadonlyArray<T> extends Array<T> {}

interface Map<K, V> {
  readonly size: number;
  clear(): void;
  delete(key: K): boolean;
  entries(): IteratorObject<[K, V]>;
  forEach(callback: (value: V, key: K, map: Map<K, V>) => void, thisArg?: any): void;
  get(key: K): V | undefined;
  getOrInsert(key: K, value: V): V;
  getOrInsertComputed(key: K, callback: (key: K) => V): V;
  has(key: K): boolean;
  keys(): IteratorObject<K>;
  set(key: K, value: V): Map<K, V>;
  values(): IteratorObject<V>;
  [Symbol.iterator](): IteratorObject<[K, V]>;
}
interface MapConstructor extends Function {
  new <K, V>(entries?: Iterable<readonly [K, V]> | null): Map<K, V>;
  readonly prototype: Map<any, any>;
  groupBy<K, T>(items: Iterable<T>, callback: (item: T, index: number) => K): Map<K, T[]>;
}
declare const Map: MapConstructor;
interface ReadonlyMap<K, V> {
  readonly size: number;
  entries(): IteratorObject<[K, V]>;
  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void, thisArg?: any): void;
  get(key: K): V | undefined;
  has(key: K): boolean;
  keys(): IteratorObject<K>;
  values(): IteratorObject<V>;
  [Symbol.iterator](): IteratorObject<[K, V]>;
}
interface ReadonlySetLike<T> { readonly size: number; has(value: T): boolean; keys(): Iterator<T> }
interface Set<T> {
  readonly size: number;
  add(value: T): Set<T>;
  clear(): void;
  delete(value: T): boolean;
  difference<U>(other: ReadonlySetLike<U>): Set<T>;
  entries(): IteratorObject<[T, T]>;
  forEach(callback: (value: T, key: T, set: Set<T>) => void, thisArg?: any): void;
  has(value: T): boolean;
  intersection<U>(other: ReadonlySetLike<U>): Set<T & U>;
  isDisjointFrom(other: ReadonlySetLike<unknown>): boolean;
  isSubsetOf(other: ReadonlySetLike<unknown>): boolean;
  isSupersetOf(other: ReadonlySetLike<unknown>): boolean;
  keys(): IteratorObject<T>;
  symmetricDifference<U>(other: ReadonlySetLike<U>): Set<T | U>;
  union<U>(other: ReadonlySetLike<U>): Set<T | U>;
  values(): IteratorObject<T>;
  [Symbol.iterator](): IteratorObject<T>;
}
interface SetConstructor extends Function {
  new <T>(values?: Iterable<T> | null): Set<T>;
  readonly prototype: Set<any>;
}
declare const Set: SetConstructor;
interface ReadonlySet<T> {
  readonly size: number;
  entries(): IteratorObject<[T, T]>;
  forEach(callback: (value: T, key: T, set: ReadonlySet<T>) => void, thisArg?: any): void;
  has(value: T): boolean;
  keys(): IteratorObject<T>;
  values(): IteratorObject<T>;
  [Symbol.iterator](): IteratorObject<T>;
}

interface WeakMap<K, V> {
  delete(key: K): boolean;
  get(key: K): V | undefined;
  getOrInsert(key: K, value: V): V;
  getOrInsertComputed(key: K, callback: (key: K) => V): V;
  has(key: K): boolean;
  set(key: K, value: V): WeakMap<K, V>;
}
interface WeakMapConstructor extends Function {
  new <K, V>(entries?: Iterable<readonly [K, V]> | null): WeakMap<K, V>;
  readonly prototype: WeakMap<any, any>;
}
declare const WeakMap: WeakMapConstructor;
interface WeakSet<T> {
  add(value: T): WeakSet<T>;
  delete(value: T): boolean;
  has(value: T): boolean;
}
interface WeakSetConstructor extends Function {
  new <T>(values?: Iterable<T> | null): WeakSet<T>;
  readonly prototype: WeakSet<any>;
}
declare const WeakSet: WeakSetConstructor;
interface WeakRef<T> { deref(): T | undefined }
interface WeakRefConstructor extends Function {
  new <T>(target: T): WeakRef<T>;
  readonly prototype: WeakRef<any>;
}
declare const WeakRef: WeakRefConstructor;
interface FinalizationRegistry<T> {
  register(target: any, held: T, token?: any): void;
  unregister(token: any): boolean;
}
interface FinalizationRegistryConstructor extends Function {
  new <T>(cleanup: (held: T) => void): FinalizationRegistry<T>;
  readonly prototype: FinalizationRegistry<any>;
}
declare const FinalizationRegistry: FinalizationRegistryConstructor;

interface ArrayBuffer {
  readonly byteLength: number;
  readonly detached: boolean;
  readonly maxByteLength: number;
  readonly resizable: boolean;
  resize(length: number): void;
  slice(start?: number, end?: number): ArrayBuffer;
  transfer(length?: number): ArrayBuffer;
  transferToFixedLength(length?: number): ArrayBuffer;
}
interface ArrayBufferConstructor extends Function {
  new (length: number, options?: { maxByteLength?: number }): ArrayBuffer;
  readonly prototype: ArrayBuffer;
  isView(value: any): boolean;
}
declare const ArrayBuffer: ArrayBufferConstructor;
interface DataView {
  readonly buffer: ArrayBuffer;
  readonly byteLength: number;
  readonly byteOffset: number;
  getBigInt64(offset: number, littleEndian?: boolean): bigint;
  setBigInt64(offset: number, value: bigint, littleEndian?: boolean): void;
  getBigUint64(offset: number, littleEndian?: boolean): bigint;
  setBigUint64(offset: number, value: bigint, littleEndian?: boolean): void;
  getFloat16(offset: number, littleEndian?: boolean): number;
  setFloat16(offset: number, value: number, littleEndian?: boolean): void;
  getFloat32(offset: number, littleEndian?: boolean): number;
  setFloat32(offset: number, value: number, littleEndian?: boolean): void;
  getFloat64(offset: number, littleEndian?: boolean): number;
  setFloat64(offset: number, value: number, littleEndian?: boolean): void;
  getInt16(offset: number, littleEndian?: boolean): number;
  setInt16(offset: number, value: number, littleEndian?: boolean): void;
  getInt32(offset: number, littleEndian?: boolean): number;
  setInt32(offset: number, value: number, littleEndian?: boolean): void;
  getInt8(offset: number): number;
  setInt8(offset: number, value: number): void;
  getUint16(offset: number, littleEndian?: boolean): number;
  setUint16(offset: number, value: number, littleEndian?: boolean): void;
  getUint32(offset: number, littleEndian?: boolean): number;
  setUint32(offset: number, value: number, littleEndian?: boolean): void;
  getUint8(offset: number): number;
  setUint8(offset: number, value: number): void;
}
interface DataViewConstructor extends Function {
  new (buffer: ArrayBuffer, offset?: number, length?: number): DataView;
  readonly prototype: DataView;
}
declare const DataView: DataViewConstructor;

interface TypedArray<N, A> {
  readonly BYTES_PER_ELEMENT: number;
  readonly buffer: ArrayBuffer;
  readonly byteLength: number;
  readonly byteOffset: number;
  readonly length: number;
  [index: number]: N;
  at(index: number): N | undefined;
  copyWithin(target: number, start: number, end?: number): A;
  entries(): IteratorObject<[number, N]>;
  every(predicate: (value: N, index: number, array: A) => unknown, thisArg?: any): boolean;
  fill(value: N, start?: number, end?: number): A;
  filter(predicate: (value: N, index: number, array: A) => unknown, thisArg?: any): A;
  find(predicate: (value: N, index: number, array: A) => unknown, thisArg?: any): N | undefined;
  findIndex(predicate: (value: N, index: number, array: A) => unknown, thisArg?: any): number;
  findLast(predicate: (value: N, index: number, array: A) => unknown, thisArg?: any): N | undefined;
  findLastIndex(predicate: (value: N, index: number, array: A) => unknown, thisArg?: any): number;
  forEach(callback: (value: N, index: number, array: A) => void, thisArg?: any): void;
  includes(value: N, from?: number): boolean;
  indexOf(value: N, from?: number): number;
  join(separator?: string): string;
  keys(): IteratorObject<number>;
  lastIndexOf(value: N, from?: number): number;
  map(callback: (value: N, index: number, array: A) => N, thisArg?: any): A;
  reduce(callback: (sum: N, value: N, index: number, array: A) => N): N;
  reduce<U>(callback: (sum: U, value: N, index: number, array: A) => U, initial: U): U;
  reduceRight(callback: (sum: N, value: N, index: number, array: A) => N): N;
  reduceRight<U>(callback: (sum: U, value: N, index: number, array: A) => U, initial: U): U;
  reverse(): A;
  set(values: ArrayLike<N>, offset?: number): void;
  slice(start?: number, end?: number): A;
  some(predicate: (value: N, index: number, array: A) => unknown, thisArg?: any): boolean;
  sort(compare?: (left: N, right: N) => number): A;
  subarray(start?: number, end?: number): A;
  toLocaleString(): string;
  toReversed(): A;
  toSorted(compare?: (left: N, right: N) => number): A;
  toString(): string;
  values(): IteratorObject<N>;
  with(index: number, value: N): A;
  [Symbol.iterator](): IteratorObject<N>;
}
interface TypedArrayConstructor<N, A> extends Function {
  new (length?: number): A;
  new (values: ArrayLike<N> | Iterable<N> | ArrayBuffer, offset?: number, length?: number): A;
  readonly prototype: A;
  readonly BYTES_PER_ELEMENT: number;
  from(iterable: Iterable<N> | ArrayLike<N>, map?: (value: any, index: number) => N, thisArg?: any): A;
  of(...items: N[]): A;
}
interface BigInt64Array extends TypedArray<bigint, BigInt64Array> {}
declare const BigInt64Array: TypedArrayConstructor<bigint, BigInt64Array>;
interface BigUint64Array extends TypedArray<bigint, BigUint64Array> {}
declare const BigUint64Array: TypedArrayConstructor<bigint, BigUint64Array>;
interface Float16Array extends TypedArray<number, Float16Array> {}
declare const Float16Array: TypedArrayConstructor<number, Float16Array>;
interface Float32Array extends TypedArray<number, Float32Array> {}
declare const Float32Array: TypedArrayConstructor<number, Float32Array>;
interface Float64Array extends TypedArray<number, Float64Array> {}
declare const Float64Array: TypedArrayConstructor<number, Float64Array>;
interface Int16Array extends TypedArray<number, Int16Array> {}
declare const Int16Array: TypedArrayConstructor<number, Int16Array>;
interface Int32Array extends TypedArray<number, Int32Array> {}
declare const Int32Array: TypedArrayConstructor<number, Int32Array>;
interface Int8Array extends TypedArray<number, Int8Array> {}
declare const Int8Array: TypedArrayConstructor<number, Int8Array>;
interface Uint16Array extends TypedArray<number, Uint16Array> {}
declare const Uint16Array: TypedArrayConstructor<number, Uint16Array>;
interface Uint32Array extends TypedArray<number, Uint32Array> {}
declare const Uint32Array: TypedArrayConstructor<number, Uint32Array>;
interface Uint8Array extends TypedArray<number, Uint8Array> {}
declare const Uint8Array: TypedArrayConstructor<number, Uint8Array>;
interface Uint8ClampedArray extends TypedArray<number, Uint8ClampedArray> {}
declare const Uint8ClampedArray: TypedArrayConstructor<number, Uint8ClampedArray>;
