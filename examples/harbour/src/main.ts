// Simulates a day and reports it.

import { Clock } from "./clock.ts";
import { Port, type Visit } from "./port.ts";
import { Random } from "./random.ts";
import { byKind, histogram, summary, table } from "./report.ts";
import { Ferry, Freighter, type Ship, Tanker } from "./ships.ts";

const NAMES = ["Aurora", "Borealis", "Clara", "Dagmar", "Elise", "Frida", "Gudrun", "Halvar", "Ingrid", "Jonas"];
const DAY = 24 * 60;

const clock = new Clock();
const random = new Random(2024);
const port = new Port(clock, { berths: 4, cranes: 5, pilots: 2 }, () =>
  random.next() < 0.03 ? random.between(20, 60) : null,
);

const visits: Visit[] = [];
const lost: string[] = [];
let logged = 0;
const log = (text: string) => {
  if (logged++ < 24) console.log(`${clock} ${text}`);
};

port.on("arrived", (ship) => log(`${ship} arrives, ${port.berths.waiting} waiting`));
port.on("berthed", ({ ship, waited }) => log(`${ship} is at the quay after ${waited.toFixed(0)} minutes`));
port.on("repaired", ({ ship, error }) => log(`${error.message} at ${ship}, ${error.minutes} minutes to repair`));
port.on("left", (visit) => visits.push(visit));
const forget = port.on("left", ({ ship, stayed }) => log(`${ship} leaves after ${(stayed / 60).toFixed(1)} hours`));
port.on("lost", ({ ship, reason }) => lost.push(`${clock} ${ship} ${reason}`));

async function traffic(perHour: number, make: (name: string) => Ship): Promise<number> {
  let made = 0;
  const pending: Promise<unknown>[] = [];
  for (;;) {
    await clock.sleep(random.interval(perHour));
    if (clock.now > DAY) break;
    pending.push(port.visit(make(`${random.pick(NAMES)} ${["", "II", "III"][made++ % 3]}`.trimEnd())));
  }
  await Promise.all(pending);
  return made;
}

const traffics = Promise.all([
  traffic(1.1, (name) => new Freighter(name, random.between(20, 90))),
  traffic(0.3, (name) => new Tanker(name, random.between(30, 60))),
  traffic(0.7, (name) => new Ferry(name)),
]);

const alarms = await clock.run();
const made = await traffics;
forget();

console.log(`… and ${logged - 24} more lines until ${clock}`);
console.log(
  `\n${made.join(" + ")} ships came, ${visits.length} were served, ${lost.length} sailed on, ${alarms} alarms rang`,
);
console.log(lost.slice(0, 4));
console.log();
console.log(
  table([
    ["kind", "ships", "mean wait", "worst wait", "mean stay"],
    ...[...byKind(visits)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, list]) => {
        const waits = summary(list.map(({ waited }) => waited));
        return [kind, list.length, waits.mean, waits.worst, summary(list.map(({ stayed }) => stayed)).mean];
      }),
  ]),
);
console.log();
for (const { name, capacity, longestQueue, ...resource } of port.resources.map((r) => ({
  name: r.name,
  capacity: r.capacity,
  longestQueue: r.longestQueue,
  share: r.utilisation(),
}))) {
  console.log(
    `${capacity} ${name}s were busy ${(resource.share * 100).toFixed(1)} % of the time, at most ${longestQueue} ships queued`,
  );
}
console.log("\nminutes waited for a berth");
for (const line of histogram(
  visits.map(({ waited }) => waited),
  30,
))
  console.log(line);
console.log(summary(visits.map(({ stayed }) => stayed)));
