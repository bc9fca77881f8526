// How fast the processor works, beside what the same rows cost without it. README.md says how to run it and what is measured.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import {
  measureBusyShare,
  measureMemory,
  measureRun,
  measureStraightforward,
  measureTwoSessions,
} from "./measurements.mjs";
import { openNeo4jPlace } from "./neo4j-place.mjs";
import { openSqlitePlace } from "./sqlite-place.mjs";

const places = { sqlite: openSqlitePlace, neo4j: openNeo4jPlace };
const { values } = parseArgs({
  options: {
    stores: { type: "string", default: "sqlite,neo4j" },
    sizes: { type: "string", default: "1000,10000,100000" },
    measure: { type: "string", default: "runs,memory,busy,sessions,straightforward" },
  },
});
if (globalThis.gc === undefined) throw new Error("run me with node --expose-gc");
const sizes = values.sizes.split(",").map(Number);
const MIDDLE = Math.min(10_000, sizes.at(-1));

const rows = [];
/** `isReached`: whether the figure is at or on the right side of its bar. */
function report(place, what, figure, bar, isReached) {
  const mark = bar === "" ? "" : isReached ? "reached" : "MISSED";
  rows.push([place, what, figure, bar, mark]);
  console.log([place.padEnd(7), what.padEnd(46), figure.padStart(28), bar.padEnd(8), mark].join("  "));
}

const perSecond = (nodeCount, ms) => Math.round((nodeCount * 1000) / ms);
const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");
console.log(`Node ${process.version}, ${cpus().length} cores, load ${load()}`);

const steps = {
  runs: measureRuns,
  memory: reportMemory,
  busy: reportBusyShare,
  sessions: reportTwoSessions,
  straightforward: reportStraightforward,
};
for (const store of values.stores.split(",")) {
  const place = await places[store]();
  try {
    // Compiles our code and the server's plans.
    await measureRun(place, Math.min(3_000, sizes.at(-1)), 1);
    for (const step of values.measure.split(",")) await steps[step](place);
  } finally {
    await place.close();
  }
}
console.log(`load at the end ${load()}`);
const missed = rows.filter((row) => row[4] === "MISSED").length;
console.log(`${rows.filter((row) => row[4] === "reached").length} bars reached, ${missed} missed`);

async function measureRuns(place) {
  const runs = [];
  for (const size of sizes) {
    const { runMs, rawMs, metrics } = await measureRun(place, size, size > 20_000 ? 1 : 3);
    runs.push([size, runMs]);
    const ratio = rawMs / runMs;
    const isLargest = size === sizes.at(-1);
    const figure = `${perSecond(size, runMs)}/s of ${perSecond(size, rawMs)}/s = ${ratio.toFixed(2)}`;
    report(
      place.name,
      `${size} nodes, no-op provider, of raw rows`,
      figure,
      isLargest ? ">= 0.60" : "",
      ratio >= 0.6,
    );
    report(
      place.name,
      `${size} nodes, batches x mean size`,
      `${metrics.batches.count} x ${Math.round(metrics.batches.meanSize)}`,
      "",
    );
  }
  if (runs.length > 1) {
    const [[smallest, smallestMs], [largest, largestMs]] = [runs[0], runs.at(-1)];
    const exponent = Math.log(largestMs / smallestMs) / Math.log(largest / smallest);
    report(
      place.name,
      `growth exponent ${smallest} to ${largest}`,
      exponent.toFixed(2),
      "<= 1.05",
      exponent <= 1.05,
    );
  }
}

async function reportMemory(place) {
  const bytes = await measureMemory(place, sizes.at(-1));
  report(
    place.name,
    `${sizes.at(-1)} nodes, live heap a node`,
    `${Math.round(bytes)} bytes`,
    "<= 1024",
    bytes <= 1024,
  );
}

async function reportBusyShare(place) {
  for (const isFree of [true, false]) {
    const share = await measureBusyShare(place, 2 * MIDDLE, isFree);
    const what = `50 ms provider, 100 workers, ${isFree ? "free" : "paid"}`;
    report(place.name, what, `${(100 * share).toFixed(1)} % busy`, isFree ? ">= 95 %" : "", share >= 0.95);
  }
}

async function reportTwoSessions(place) {
  const two = await measureTwoSessions(place, MIDDLE);
  report(place.name, "two sessions at once, of one", two.toFixed(2), "<= 2.2", two <= 2.2);
}

async function reportStraightforward(place) {
  const size = Math.min(place.straightforwardNodes, sizes.at(-1));
  const { straightMs, runMs } = await measureStraightforward(place, size);
  const figure = `${perSecond(size, runMs)}/s of ${perSecond(size, straightMs)}/s = ${(straightMs / runMs).toFixed(1)}`;
  report(place.name, `${size} nodes, of the straightforward form`, figure, ">= 3", straightMs / runMs >= 3);
}
