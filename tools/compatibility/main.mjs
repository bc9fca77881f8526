// Takes real Python libraries through PythonContext, each in Node processes of its own, and prints how it went.
//
//   node tools/compatibility/main.mjs [--only numpy,torch] [--cuts 0.3] [--write]
//
// --only keeps the last results of the others in the table; --cuts: at which parts of its time an import is cut short, each
// in a process of its own; --write puts the table into python-context's README.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureEnvironment } from "./environments.mjs";
import { runProcess } from "./run-process.mjs";
import { tableOf, writeBetweenMarkers } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    cuts: { type: "string", default: "0.1,0.3,0.5,0.8" },
    write: { type: "boolean", default: false },
  },
});
const build = join(import.meta.dirname, "build");
const readme = join(import.meta.dirname, "../../packages/python-context/README.md");

const cuts = options.cuts.split(",").map(Number);

function versionOf(venv, library, { distribution = library, module }) {
  const script = `
import importlib.metadata, platform, sys
module = sys.argv[2].partition(".")[0]
print(platform.python_version() if module in sys.stdlib_module_names else importlib.metadata.version(sys.argv[1]))`;
  const python = join(venv, "bin/python");
  return execFileSync(python, ["-I", "-c", script, distribution, module], { encoding: "utf8" }).trim();
}

/** All steps of a library: first as it should be used, which also tells how long its import takes, then cut short. */
async function runLibrary(library) {
  const { default: cases } = await import(`./libraries/${library}.mjs`);
  const venv = ensureEnvironment(cases.environment, build);
  const caches = join(build, "caches");
  mkdirSync(caches, { recursive: true });
  const whole = await runProcess({ library, venv }, caches, cases.keeps);
  const importMs = whole.find(({ step }) => step === "import")?.ms ?? 1_000;
  const steps = whole.map((step) => ({ ...step, process: "whole" }));
  const cutAt = async (cutMs) => {
    const run = await runProcess({ library, venv, cutMs }, caches, cases.keeps);
    steps.push(
      ...run.map((step) => ({ ...step, process: `import cut short at ${cutMs} of ${importMs} ms` })),
    );
  };
  for (const part of cuts) await cutAt(Math.max(1, Math.round(part * importMs)));
  // The first import reads its files from the disk; later ones can be many times faster.
  const wasCut = () => steps.some((step) => step.wasCut);
  for (let cutMs = cuts[0] * importMs; !wasCut() && cutMs >= 1; cutMs /= 3)
    await cutAt(Math.round(cutMs / 3));
  if (!wasCut()) {
    const text = "every import was done before it was to be cut short";
    steps.push({ step: "cut", isOk: false, text, process: "all" });
  }
  return { library, version: versionOf(venv, library, cases), steps };
}

function print({ library, version, steps }) {
  const faults = steps.filter(({ isOk }) => !isOk);
  console.log(`${faults.length === 0 ? "ok    " : "FAILED"} ${library} ${version}`);
  for (const { process, step, text, output } of faults) {
    console.log(`         ${process}: ${step}: ${text}`);
    if (output) console.log(output.replace(/^/gm, "         | "));
  }
}

const names = readdirSync(join(import.meta.dirname, "libraries"))
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.replace(/\.mjs$/, ""));
const wanted = options.only?.split(",") ?? names;
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0)
  throw new Error(`There are no cases of ${unknown.join(", ")}; there are ${names.join(", ")}`);
mkdirSync(build, { recursive: true });
const record = join(build, "results.json");
const known = new Map(existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : []);
const results = [];
for (const library of wanted) {
  const result = await runLibrary(library);
  print(result);
  results.push(result);
  known.set(library, result);
  writeFileSync(record, JSON.stringify([...known], null, 2));
}
const table = tableOf(names.flatMap((name) => known.get(name) ?? []));
console.log(`\n${table}\n`);
if (options.write) writeBetweenMarkers(readme, table);
const failed = results.filter(({ steps }) => steps.some(({ isOk }) => !isOk));
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
