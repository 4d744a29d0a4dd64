const table = new Map<number, string>();

export function registerDefault(oid: number, codec: string): void {
  table.set(oid, codec);
}

export function lookup(oid: number): string {
  return table.get(oid) ?? "MISSING";
}

export function size(): number {
  return table.size;
}
