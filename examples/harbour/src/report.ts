// Numbers and pictures of what happened.

import type { Visit } from "./port.ts";

export function summary(values: number[]): { count: number; mean: number; median: number; worst: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  const round = (n: number) => Math.round(n * 10) / 10;
  const total = sorted.reduce((sum, value) => sum + value, 0);
  return {
    count: sorted.length,
    mean: round(total / sorted.length),
    median: round(median),
    worst: round(sorted.at(-1) ?? NaN),
  };
}

export function* histogram(values: number[], step: number, width = 30): Generator<string> {
  const bins = new Map<number, number>();
  for (const value of values) {
    const bin = Math.floor(value / step) * step;
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const most = Math.max(...bins.values());
  for (let bin = 0; bin <= Math.max(...bins.keys()); bin += step) {
    const count = bins.get(bin) ?? 0;
    yield `${String(bin).padStart(4)}–${String(bin + step).padEnd(4)} ${"█".repeat(Math.ceil((count / most) * width))} ${count || ""}`.trimEnd();
  }
}

export function table(rows: (string | number)[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (typeof cell === "number" ? String(cell).padStart(widths[i]) : cell.padEnd(widths[i])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function byKind(visits: readonly Visit[]): Map<string, Visit[]> {
  return Map.groupBy(visits, ({ ship }) => ship.kind);
}
