// How fast the processor works, beside what the same rows cost without it. README.md says how to run it and what is measured.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measureRun } from "./measurements.mjs";
import { openNeo4jPlace } from "./neo4j-place.mjs";
import { Report } from "./report.mjs";
import { openSqlitePlace } from "./sqlite-place.mjs";
import { steps } from "./steps.mjs";
import { TimeLimit } from "./time-limit.mjs";

const places = { sqlite: openSqlitePlace, neo4j: openNeo4jPlace };
const { values } = parseArgs({
  options: {
    stores: { type: "string", default: "sqlite,neo4j" },
    sizes: { type: "string", default: "1000,10000,100000" },
    measure: { type: "string", default: Object.keys(steps).join(",") },
    minutes: { type: "string", default: "25" },
  },
});
if (globalThis.gc === undefined) throw new Error("run me with node --expose-gc");
const sizes = values.sizes.split(",").map(Number);
const measure = values.measure.split(",");
const report = new Report();
const time = new TimeLimit(Number(values.minutes));

const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");
console.log(
  `Node ${process.version}, ${cpus().length} cores, load ${load()}, at most ${values.minutes} minutes`,
);
const startedAt = performance.now();
for (const store of values.stores.split(",")) {
  const place = await places[store]();
  try {
    // Compiles our code and the server's plans.
    await measureRun(place, Math.min(3_000, ...sizes.slice(-1)), 1, time);
    for (const name of measure) await run(name, place);
  } finally {
    await place.close();
  }
}
const minutes = (performance.now() - startedAt) / 60_000;
console.log(`load at the end ${load()}, after ${minutes.toFixed(1)} minutes`);
report.end();

/** One step; what it has no time for is left out, anything else that goes wrong ends the benchmark. */
async function run(name, place) {
  if (time.isOver()) {
    report.leaveOut(place.name, name);
    return;
  }
  try {
    await steps[name]({ place, sizes, report, time });
  } catch (error) {
    if (!time.isOver()) throw error;
    report.leaveOut(place.name, name);
  }
}
