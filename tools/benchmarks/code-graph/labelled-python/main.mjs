// How right the graph of real Python code is, at call sites labelled by hand.
//
//   node tools/benchmarks/code-graph/labelled-python/main.mjs [--sites <n>]
//
// Lists the sites that differ (20 a package, or <n>). Exits with 1 below a bar.

import { installPackages } from "../install-packages.mjs";
import { compareLabels } from "./compare-labels.mjs";

const BARS = { precision: 0.95, recall: 0.8, sites: 300 };

const position = process.argv.indexOf("--sites");
const shown = position === -1 ? 20 : Number(process.argv[position + 1]);
const found = await compareLabels(
  installPackages("labelled-python", ["--no-deps", "--require-hashes"]),
  shown,
);
for (const [what, bar] of Object.entries(BARS)) {
  if (found[what] >= bar) continue;
  process.exitCode = 1;
  console.log(`below the bar: ${what} is ${found[what]}, ${bar} is wanted`);
}
