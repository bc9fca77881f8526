// How right and how fast the code graph is.
//
//   node tools/benchmarks/code-graph/main.mjs [--edges <n>] [--large]
//
// Precision and recall against the TypeScript compiler on two real projects whose sources npm packages carry and at
// call sites of real Python packages labelled by hand, what differs listed (20 of each kind, or <n>), the speed beside
// bare parsing, and the memory that generated trees of 1,000 and 10,000 files take (--large: 100,000, too). Exits with 1
// below a bar.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "./compare.mjs";
import { installPackages } from "./install-packages.mjs";
import { compareLabels } from "./labelled-python/compare-labels.mjs";
import { measureMemory } from "./memory.mjs";
import { measureSpeed } from "./speed.mjs";

const PROJECTS = { "@tanstack/query-core": "5.90.2", rxjs: "7.8.2" };
const BARS = { precision: 0.95, recall: 0.8, speed: 0.5 };

const position = process.argv.indexOf("--edges");
const shown = position === -1 ? 20 : Number(process.argv[position + 1]);
const folder = join(import.meta.dirname, "projects");
install();
const pythonPackages = installPackages("labelled-python", ["--no-deps", "--require-hashes"]);
let failures = 0;
// First, before the TypeScript compiler has filled the heap of this process.
for (const name of Object.keys(PROJECTS))
  check(`speed on ${name}`, await measureSpeed(name, join(folder, "node_modules", name, "src")), BARS.speed);
check("speed on labelled Python", await measureSpeed("click, jinja2, requests", pythonPackages), BARS.speed);
for (const name of Object.keys(PROJECTS)) {
  const source = join(folder, "node_modules", name, "src");
  const { precision, recall } = await compare(name, source, shown);
  check(`precision on ${name}`, precision, BARS.precision);
  check(`recall on ${name}`, recall, BARS.recall);
}
const labelled = await compareLabels(pythonPackages, shown);
check("precision on labelled Python", labelled.precision, BARS.precision);
check("recall on labelled Python", labelled.recall, BARS.recall);
for (const files of process.argv.includes("--large") ? [1_000, 10_000, 100_000] : [1_000, 10_000])
  measureMemory(files);
process.exitCode = failures > 0 ? 1 : 0;

function check(what, value, bar) {
  if (value >= bar) return;
  failures++;
  console.log(`below the bar: ${what} is ${value.toFixed(3)}, ${bar} is wanted`);
}

/** Pinned packages, installed once into a folder that git ignores, without running their scripts. */
function install() {
  if (Object.keys(PROJECTS).every((name) => existsSync(join(folder, "node_modules", name)))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: PROJECTS }));
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: "inherit",
  });
}
