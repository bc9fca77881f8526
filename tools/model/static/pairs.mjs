// Questions and the code that answers them, from the packages of corpus.json: one JSON array a line, [question, name, code, language].
//
//   node tools/model/static/pairs.mjs <cache> <output> [--tiny]

import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { withoutDocstrings } from "./docstrings.mjs";
import { readSources } from "./read-sources.mjs";
import { fetchPackage } from "./registries.mjs";

/** No package gives more, so that none decides what words mean. */
const mostPerPackage = 1_500;
const longestCode = 1_500;
const shortestCode = 40;

const [cache, output, tiny] = process.argv.slice(2);
const corpus = JSON.parse(readFileSync(join(import.meta.dirname, "corpus.json"), "utf8")).packages;
/** The tiny corpus has one small package of each registry. */
const small = ["go.uber.org/zap", "commons-io:commons-io", "luxon", "requests"];
const packages = tiny === undefined ? corpus : corpus.filter(({ name }) => small.includes(name));
const out = createWriteStream(output);
const seen = new Set();
let total = 0;

/** `true` for a text that was not there before, whatever its spaces. */
function isNew(text) {
  const key = text.replace(/\W+/gu, "").slice(0, 300);
  return seen.size !== seen.add(key).size;
}

for (const wanted of packages) {
  const { folder } = await fetchPackage(wanted, cache);
  let taken = 0;
  for await (const nodes of readSources(folder)) {
    for (const { label, question, name, source, language } of withoutDocstrings(nodes)) {
      if (label === "FILE" || question === undefined || source.length <= shortestCode) continue;
      if (!isNew(question) || !isNew(source)) continue;
      const line = JSON.stringify([question, name, source.slice(0, longestCode).toWellFormed(), language]);
      if (!out.write(`${line}\n`)) await once(out, "drain");
      taken += 1;
    }
    if (taken >= mostPerPackage) break;
  }
  total += taken;
  console.log(`${wanted.registry} ${wanted.name} ${wanted.version}: ${taken} pairs`);
}
out.end();
await once(out, "finish");
console.log(`${total} pairs`);
