// What the host gives a program: printing, the process, timers, texts as bytes.

declare const console: {
  assert(condition: any, ...values: any[]): void;
  clear(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  debug(...values: any[]): void;
  dir(value: any, options?: any): void;
  dirxml(...values: any[]): void;
  error(...values: any[]): void;
  group(...label: any[]): void;
  groupCollapsed(...label: any[]): void;
  groupEnd(): void;
  info(...values: any[]): void;
  log(...values: any[]): void;
  profile(label?: string): void;
  profileEnd(label?: string): void;
  table(rows: any, columns?: string[]): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...values: any[]): void;
  timeStamp(label?: string): void;
  trace(...values: any[]): void;
  warn(...values: any[]): void;
};

interface WriteStream {
  readonly fd: number;
  readonly isTTY: boolean;
  readonly columns: number;
  readonly writable: boolean;
  write(chunk: string | Uint8Array, callback?: () => void): boolean;
  end(chunk?: string | Uint8Array): void;
  on(event: string, listener: (...values: any[]) => void): WriteStream;
  once(event: string, listener: (...values: any[]) => void): WriteStream;
}
interface MemoryUsage { rss: number; heapTotal: number; heapUsed: number; external: number; arrayBuffers: number }
interface Process {
  readonly arch: string;
  readonly argv: string[];
  readonly argv0: string;
  readonly env: { [name: string]: string | undefined };
  readonly execArgv: string[];
  readonly execPath: string;
  exitCode: number | string | undefined;
  readonly hrtime: { (before?: [number, number]): [number, number]; bigint(): bigint };
  readonly memoryUsage: { (): MemoryUsage; rss(): number };
  readonly pid: number;
  readonly platform: string;
  readonly ppid: number;
  readonly stderr: WriteStream;
  readonly stdout: WriteStream;
  title: string;
  readonly version: string;
  readonly versions: { readonly node: string; [name: string]: string };
  abort(): never;
  addListener(event: string, listener: (...values: any[]) => void): Process;
  chdir(directory: string): void;
  cpuUsage(before?: { user: number; system: number }): { user: number; system: number };
  cwd(): string;
  emit(event: string, ...values: any[]): boolean;
  emitWarning(warning: string | Error, type?: any, code?: any, constructor?: any): void;
  exit(code?: number): never;
  getegid(): number;
  geteuid(): number;
  getgid(): number;
  getuid(): number;
  kill(pid: number, signal?: string | number): boolean;
  listenerCount(event: string, listener?: Function): number;
  listeners(event: string): Function[];
  nextTick(callback: (...arguments: any[]) => void, ...arguments: any[]): void;
  off(event: string, listener: (...values: any[]) => void): Process;
  on(event: string, listener: (...values: any[]) => void): Process;
  once(event: string, listener: (...values: any[]) => void): Process;
  prependListener(event: string, listener: (...values: any[]) => void): Process;
  prependOnceListener(event: string, listener: (...values: any[]) => void): Process;
  removeAllListeners(event?: string): Process;
  removeListener(event: string, listener: (...values: any[]) => void): Process;
  umask(mask?: number | string): number;
  uptime(): number;
}
declare const process: Process;
declare const performance: { readonly timeOrigin: number; now(): number };
declare const globalThis: any;
declare const global: any;
declare const arguments: any;

interface Timeout { ref(): Timeout; unref(): Timeout; hasRef(): boolean; refresh(): Timeout }
interface Immediate { ref(): Immediate; unref(): Immediate; hasRef(): boolean }
declare function setTimeout(callback: (...arguments: any[]) => void, delay?: number, ...arguments: any[]): Timeout;
declare function setInterval(callback: (...arguments: any[]) => void, delay?: number, ...arguments: any[]): Timeout;
declare function setImmediate(callback: (...arguments: any[]) => void, ...arguments: any[]): Immediate;
declare function clearTimeout(timer: Timeout | number | undefined): void;
declare function clearInterval(timer: Timeout | number | undefined): void;
declare function clearImmediate(immediate: Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T, options?: any): T;
declare function atob(text: string): string;
declare function btoa(text: string): string;

interface TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array;
  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number };
}
declare const TextEncoder: TextEncoderConstructor;
interface TextEncoderConstructor extends Function {
  new (): TextEncoder;
  readonly prototype: TextEncoder;
}
interface TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: ArrayBuffer | Uint8Array | DataView, options?: { stream?: boolean }): string;
}
interface TextDecoderConstructor extends Function {
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
  readonly prototype: TextDecoder;
}
declare const TextDecoder: TextDecoderConstructor;
