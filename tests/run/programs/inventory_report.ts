// Records are grouped, joined, aggregated and printed as an aligned report.
interface Item {
  sku: string;
  name: string;
  price: number;
  category: "tools" | "toys" | "food";
  stock?: number;
}
interface Sale {
  sku: string;
  qty: number;
  day: string;
}
const items: Item[] = [
  { sku: "T1", name: "Hammer", price: 12.5, category: "tools", stock: 10 },
  { sku: "T2", name: "Saw", price: 20, category: "tools" },
  { sku: "Y1", name: "Robot", price: 49.99, category: "toys", stock: 3 },
  { sku: "F1", name: "Apple", price: 0.3, category: "food", stock: 200 },
  { sku: "F2", name: "Brød", price: 2.25, category: "food", stock: 0 },
];
const sales: Sale[] = "T1:3:mon F1:40:mon Y1:1:tue F1:25:tue T1:2:wed F2:7:wed Q9:1:wed Y1:1:fri"
  .split(" ")
  .map((s) => {
    const [sku, qty, day] = s.split(":");
    return { sku, qty: +qty, day };
  });
const bySku = new Map(items.map((i) => [i.sku, i] as const));
const unknown: string[] = [];
type Agg = { units: number; revenue: number; days: Set<string> };
const agg = sales.reduce(
  (m, { sku, qty, day }) => {
    const it = bySku.get(sku);
    if (!it) {
      unknown.push(sku);
      return m;
    }
    const a = (m[it.category] ??= { units: 0, revenue: 0, days: new Set() });
    a.units += qty;
    a.revenue += qty * it.price;
    a.days.add(day);
    return m;
  },
  {} as Record<string, Agg>,
);
console.log(agg, unknown);
const money = (n: number) => "$" + n.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ","),
  pad = (s: string | number, n: number) => (typeof s === "number" ? String(s).padStart(n) : s.padEnd(n));
for (const [c, { units, revenue, days }] of Object.entries(agg).sort(([, a], [, b]) => b.revenue - a.revenue))
  console.log(`${pad(c, 8)}|${pad(units, 5)} |${money(revenue).padStart(12)} | ${[...days].join(",")}`);
console.log("-".repeat(36));
console.log(
  money(Object.values(agg).reduce((t, a) => t + a.revenue, 0) * 1000),
  items.filter((i) => !i.stock).map((i) => i.name),
  items.map(({ stock = "n/a" }) => stock),
);
const days = [...new Set(sales.map((s) => s.day))];
const pivot = items.map((i) => [
  i.name,
  ...days.map((d) => sales.filter((s) => s.sku === i.sku && s.day === d).reduce((t, s) => t + s.qty, 0)),
]);
console.log(
  [["item", ...days], ...pivot]
    .map((r) => r.map((c, k) => (k ? String(c || "·").padStart(5) : String(c).padEnd(8))).join(""))
    .join("\n"),
);
const stats = (xs: number[]) => {
  const n = xs.length,
    mean = xs.reduce((a, b) => a + b, 0) / n,
    sd = Math.sqrt(xs.reduce((a, b) => a + (b - mean) ** 2, 0) / n),
    s = xs.toSorted((a, b) => a - b);
  return {
    n,
    mean,
    sd: +sd.toFixed(4),
    median: n % 2 ? s[n >> 1] : (s[n / 2 - 1] + s[n / 2]) / 2,
    max: Math.max(...xs),
  };
};
console.log(stats(items.map((i) => i.price)), stats(sales.map((s) => s.qty)), stats([]));
const csv = [Object.keys(items[0]), ...items.map((i) => Object.values(i))]
  .map((r) => r.map((v) => (/[,"]/.test(String(v)) ? JSON.stringify(v) : v)).join(","))
  .join("\n");
console.log(csv, csv.length);
console.log(items.map((i) => ({ ...i, total: i.price * (i.stock ?? 0) })).sort((a, b) => b.total - a.total)[0]);
