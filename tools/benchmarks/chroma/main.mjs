// Chroma in this process beside pure Python and a server, on the same data, in rounds: every contender once in each round, so
// that a machine that becomes slower meanwhile does so for all. Of each figure the median of the rounds counts.
//
//   npx nx build @stemma/chroma && node tools/benchmarks/chroma/main.mjs [--rounds 3]
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { startChromaServer } from "@stemma/test-cleanup";
import { batchSize, queryCount, randomVectors, recordCount } from "./workload.mjs";

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const rounds = Number(options.rounds);
const here = import.meta.dirname;
const venv = join(here, "..", "..", "..", ".venv", "bin");
const place = mkdtempSync(join(tmpdir(), "stemma-benchmark-chroma-"));
const loadBefore = loadavg()[0].toFixed(1);

// Not `execFileSync`: a server whose output nobody reads stops at a full pipe.
const run = async (command, args) => {
  const { stdout } = await promisify(execFile)(command, args.map(String));
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
};
const python = (name, batch) =>
  run(join(venv, "python"), [join(here, "pure_python.py"), join(place, name), vectorFile, batch, queryCount]);
const node = (location, kind) => run(process.execPath, [join(here, "contender.mjs"), location, kind]);

const vectorFile = join(place, "vectors.f32");
writeFileSync(vectorFile, randomVectors(recordCount));
const server = await startChromaServer({
  command: join(venv, "chroma"),
  dataDirectory: join(place, "server"),
});
const contenders = {
  "pure Python": (round) => python(`python-${round}`, batchSize),
  "pure Python, 200 a call": (round) => python(`python-200-${round}`, 200),
  "this project, embedded": (round) => node(join(place, `embedded-${round}`), "embedded"),
  "npm client to a server": () => node(server.url, "npm-client"),
  "this project to a server": () => node(server.url, "http-service"),
};
/** @type {Record<string, Record<string, number>[]>} */
const runs = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
try {
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, contend] of Object.entries(contenders)) {
      runs[name].push(await contend(round));
      process.stderr.write(`round ${round} of ${rounds}: ${name}\n`);
    }
  }
} finally {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const results = Object.fromEntries(
  Object.entries(runs).map(([name, figures]) => [
    name,
    Object.fromEntries(Object.keys(figures[0]).map((key) => [key, median(figures.map((each) => each[key]))])),
  ]),
);

/** @type {[title: string, key: string, digits: number][]} */
const columns = [
  ["start s", "startSeconds", 2],
  ["add s", "addSeconds", 2],
  ["query p50 ms", "queryP50", 2],
  ["p95 ms", "queryP95", 2],
  ["one by one /s", "queriesPerSecond", 0],
  ["16 in flight /s", "concurrentPerSecond", 0],
  ["p50 ms", "concurrentP50", 1],
  ["p95 ms", "concurrentP95", 1],
  ["get by id ms", "getMs", 2],
  ["longest block, add ms", "addGapMs", 1],
  ["longest block, query ms", "queryGapMs", 1],
];
const row = (cells) => `| ${cells.join(" | ")} |`;
const lines = [row(["", ...columns.map(([title]) => title)]), row(["---", ...columns.map(() => "---:")])];
for (const [name, result] of Object.entries(results)) {
  lines.push(row([name, ...columns.map(([, key, digits]) => result[key]?.toFixed(digits) ?? "–")]));
}
console.log(lines.join("\n"));

const embedded = results["this project, embedded"];
const pure = results["pure Python"];
const http = results["npm client to a server"];
const price = results["pure Python, 200 a call"].addSeconds / pure.addSeconds;
console.log(
  `\nWriting 200 a call costs pure Python ${price.toFixed(2)} times the add of ${batchSize} a call.`,
);
/** @type {[what: string, value: number, bar: string, holds: (value: number) => boolean][]} */
const bars = [
  ["query p50 above pure Python, ms", embedded.queryP50 - pure.queryP50, "≤ 0.2", (value) => value <= 0.2],
  ["query p50 to the npm client's", embedded.queryP50 / http.queryP50, "≤ 0.4", (value) => value <= 0.4],
  ["add time to pure Python's", embedded.addSeconds / pure.addSeconds, "≤ 1.05", (value) => value <= 1.05],
  [
    "npm client's add time to ours",
    http.addSeconds / embedded.addSeconds,
    "≥ 1.25",
    (value) => value >= 1.25,
  ],
  ["16 in flight to our own queries one by one", embedded.concurrentGain, "≥ 1.7", (value) => value >= 1.7],
  [
    "longest block of the event loop, ms",
    Math.max(embedded.addGapMs, embedded.queryGapMs),
    "≤ 10",
    (value) => value <= 10,
  ],
];
console.log(`\nload before ${loadBefore}, after ${loadavg()[0].toFixed(1)}\n`);
for (const [what, value, bar, holds] of bars)
  console.log(`${holds(value) ? "holds " : "misses"} ${what}: ${value.toFixed(2)} (${bar})`);
