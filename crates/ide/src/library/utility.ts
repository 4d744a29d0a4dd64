// Types that are made of types.

type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K> = { [P in K]: T[P] };
type Omit<T, K> = { [P in Exclude<keyof T, K>]: T[P] };
type Record<K, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type NonNullable<T> = T extends null | undefined ? never : T;
type Awaited<T> = T extends PromiseLike<infer U> ? Awaited<U> : T;
type Parameters<T> = T extends (...args: infer P) => any ? P : never;
type ConstructorParameters<T> = T extends new (...args: infer P) => any ? P : never;
type ReturnType<T> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T> = T extends new (...args: any) => infer R ? R : any;
type NoInfer<T> = T;
type ThisType<T> = unknown;
type Uppercase<S> = string;
type Lowercase<S> = string;
type Capitalize<S> = string;
type Uncapitalize<S> = string;
