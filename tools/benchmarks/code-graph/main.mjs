// How right and how fast the code graph is.
//
//   node tools/benchmarks/code-graph/main.mjs [--edges <n>] [--large] [--typescript]
//
// Precision and recall against the TypeScript compiler on four real projects whose sources npm packages carry (--typescript:
// only these) and at call sites of real Python packages labelled by hand, what differs listed (20 of each kind, or <n>), the speed beside
// bare parsing, and the memory that generated trees of 1,000 and 10,000 files take (--large: 100,000, too). Exits with 1
// below a bar.
import { compare } from "./compare.mjs";
import { installPackages } from "./install-packages.mjs";
import { compareLabels } from "./labelled-python/compare-labels.mjs";
import { measureMemory } from "./memory.mjs";
import { measureSpeed } from "./speed.mjs";
import { typescriptProjects } from "./typescript-projects.mjs";

const BARS = { precision: 0.95, recall: 0.8, speed: 0.5 };
/** Of TypeScript's compiler, by project; the others have those above. */
const TYPESCRIPT_BARS = { rxjs: { precision: 0.97, recall: 0.95 }, zod: { precision: 0.97, recall: 0.95 } };
const MEASURED_FOR_SPEED = ["@tanstack/query-core", "rxjs"];

const position = process.argv.indexOf("--edges");
const shown = position === -1 ? 20 : Number(process.argv[position + 1]);
const projects = typescriptProjects();
let failures = 0;
if (process.argv.includes("--typescript")) await compareTypeScript();
else await measureAll();
process.exitCode = failures > 0 ? 1 : 0;

async function measureAll() {
  const pythonPackages = installPackages("labelled-python", ["--no-deps", "--require-hashes"]);
  // First, before the TypeScript compiler has filled the heap of this process.
  for (const { name, root } of projects)
    if (MEASURED_FOR_SPEED.includes(name))
      check(`speed on ${name}`, await measureSpeed(name, root), BARS.speed);
  check(
    "speed on labelled Python",
    await measureSpeed("click, jinja2, requests", pythonPackages),
    BARS.speed,
  );
  await compareTypeScript();
  const labelled = await compareLabels(pythonPackages, shown);
  check("precision on labelled Python", labelled.precision, BARS.precision);
  check("recall on labelled Python", labelled.recall, BARS.recall);
  for (const files of process.argv.includes("--large") ? [1_000, 10_000, 100_000] : [1_000, 10_000])
    measureMemory(files);
}

async function compareTypeScript() {
  for (const { name, root } of projects) {
    const { precision, recall } = await compare(name, root, shown);
    const bars = TYPESCRIPT_BARS[name] ?? BARS;
    check(`precision on ${name}`, precision, bars.precision);
    check(`recall on ${name}`, recall, bars.recall);
  }
}

function check(what, value, bar) {
  if (value >= bar) return;
  failures++;
  console.log(`below the bar: ${what} is ${value.toFixed(3)}, ${bar} is wanted`);
}
