// Compares ways to call Python from Node in one run, each in a process of its own, and prints a table with ratios. The
// contenders take turns round by round, so that a change of the machine's load hits all alike.
//
//   node tools/benchmarks/python-context/main.mjs [contender ...]
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ContenderProcess } from "./contender-process.mjs";
import { best, measures } from "./measure.mjs";
import { installPeers, pythonOf } from "./peers.mjs";
import { printBars, printTable } from "./report.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const venv = process.env.STEMMA_VENV ?? join(folder, "../../../.venv");
const everyone = ["floor", "stemma", "node-calls-python", "pymport", "pythonia", "json-lines"];
const chosen = process.argv.length > 2 ? process.argv.slice(2) : everyone;
/** A contender that needs longer for one round than this is not asked for another. */
const longRoundMs = 3_000;

const { interpreter, sitePackages, env } = pythonOf(venv);
installPeers(folder, env);

const load = () => loadavg()[0].toFixed(1);
const before = load();
const settings = { folder, venv, interpreter, sitePackages };
const contenders = chosen.map((name) => new ContenderProcess(name, folder, settings, env));
await Promise.all(contenders.map((contender) => contender.ready()));

/** @type {Map<string, Record<string, number[]>>} */
const samples = new Map(contenders.map(({ name }) => [name, {}]));
for (const { name, rounds } of measures) {
  console.error(`${name} …`);
  const slow = new Set();
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      if (slow.has(contender)) continue;
      const started = performance.now();
      const figures = await contender.measure(name);
      if (figures === undefined || performance.now() - started > longRoundMs) slow.add(contender);
      const own = samples.get(contender.name) ?? {};
      for (const [key, value] of Object.entries(figures ?? {})) (own[key] ??= []).push(value);
    }
  }
}
for (const contender of contenders) contender.close();

const results = new Map(
  [...samples]
    .filter(([, own]) => own.sequentialP50 !== undefined)
    .map(([name, own]) => [
      name,
      Object.fromEntries(Object.entries(own).map(([key, values]) => [key, best(key, values)])),
    ]),
);
console.log(
  `Node ${process.version}, load ${before} before and ${load()} after; best of several rounds, in turns\n`,
);
printTable(results);
printBars(results);
