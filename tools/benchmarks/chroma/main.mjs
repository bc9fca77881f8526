// Chroma in this process beside pure Python and a server, on the same data, one after the other.
//
//   npx nx build @stemma/chroma && node tools/benchmarks/chroma/main.mjs
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChromaServer } from "@stemma/test-cleanup";
import { batchSize, queryCount, randomVectors, recordCount } from "./workload.mjs";

const here = import.meta.dirname;
const venv = join(here, "..", "..", "..", ".venv", "bin");
const place = mkdtempSync(join(tmpdir(), "stemma-benchmark-chroma-"));
const loadBefore = loadavg()[0].toFixed(1);

// Not `execFileSync`: a server whose output nobody reads stops at a full pipe.
const run = async (command, args) => {
  const { stdout } = await promisify(execFile)(command, args.map(String));
  return JSON.parse(stdout.trim().split("\n").at(-1));
};
const python = (name, batch) =>
  run(join(venv, "python"), [join(here, "pure_python.py"), join(place, name), vectorFile, batch, queryCount]);
const node = (location, kind) => run(process.execPath, [join(here, "contender.mjs"), location, kind]);

const vectorFile = join(place, "vectors.f32");
writeFileSync(vectorFile, randomVectors(recordCount));
const results = {};
try {
  results["pure Python"] = await python("python", batchSize);
  results["pure Python, 200 a call"] = await python("python-200", 200);
  results["this project, embedded"] = await node(join(place, "embedded"), "embedded");
  const server = await startChromaServer({
    command: join(venv, "chroma"),
    dataDirectory: join(place, "server"),
  });
  try {
    results["npm client to a server"] = await node(server.url, "npm-client");
    results["this project to a server"] = await node(server.url, "http-service");
  } finally {
    await server.stop();
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}

const columns = [
  ["start s", "startSeconds", 2],
  ["add 10k s", "addSeconds", 2],
  ["query p50 ms", "queryP50", 2],
  ["p95 ms", "queryP95", 2],
  ["16 in flight /s", "concurrentPerSecond", 0],
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
