// How right the graph of Rust is, with the links of rustdoc's source pages as oracle.
//
//   node tools/benchmarks/code-graph/rustdoc/main.mjs [--edges <n>]
//
// Needs cargo with a nightly toolchain. Lists the calls that differ (10 of each kind, or <n>). Exits with 1 below a bar.
import { compareCrate } from "./compare-crate.mjs";
import { buildPages, CRATES } from "./fetch-crates.mjs";

const BARS = { precision: 0.98, recall: 0.85 };

const position = process.argv.indexOf("--edges");
const shown = position === -1 ? 10 : Number(process.argv[position + 1]);
for (const crate of CRATES) {
  const { source, pages } = buildPages(crate);
  const { right, wrong, library, shares, linked, found, examples } = await compareCrate(source, pages);
  const precision = right / Math.max(1, right + wrong);
  const recall = found / Math.max(1, linked);
  console.log(
    `${crate}: ${right} right, ${wrong} contradicted, ${shares} shares, ${library} by a library's trait; ` +
      `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${linked}`,
  );
  for (const [kind, lines] of Object.entries(examples))
    for (const line of lines.slice(0, shown)) console.log(`  ${kind}: ${line}`);
  if (precision < BARS.precision || recall < BARS.recall) process.exitCode = 1;
}
