// Which search finds the code that a question asks for?
//
//   node tools/benchmarks/retrieval/main.mjs [--split tuning|test] [--features <file>] [--only <contender,…>] [--tree <name>]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromaPythonPath, MiniLmEmbedder } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import * as contenders from "./contenders.mjs";
import { featuresOf } from "./features.mjs";
import { measuresOf } from "./measures.mjs";
import { readQuestions } from "./questions.mjs";

const { values: given } = parseArgs({
  options: {
    split: { type: "string", default: "test" },
    features: { type: "string" },
    only: { type: "string" },
    tree: { type: "string" },
  },
});
const { firstStageOf, ...all } = contenders;
const names = given.only?.split(",") ?? Object.keys(all);
const cache = join(import.meta.dirname, "..", "..", "..", "node_modules", ".cache", "stemma-retrieval");
mkdirSync(cache, { recursive: true });
const trees = JSON.parse(readFileSync(join(import.meta.dirname, "trees.json"), "utf8"))[given.split].filter(
  ({ name }) => given.tree === undefined || given.tree === name,
);

const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
const miniLm = new MiniLmEmbedder({ python, cacheFile: join(cache, "embeddings.sqlite") });
const results = [];
const features = [];
for (const tree of trees) {
  const read = await readQuestions(tree, cache);
  console.log(
    `${tree.title ?? tree.name} (${tree.language}): ${read.records.length} texts, ${read.questions.length} questions`,
  );
  const firstStage = firstStageOf(read);
  const parts = { miniLm, firstStage };
  await miniLm.embedFlat(read.questions.map(({ question }) => question));
  for (const name of names) {
    const search = await all[name](read, parts);
    for (const { question, answers, kind, language, tree: title } of read.questions) {
      const position = (await search(question)).findIndex((id) => answers.includes(id));
      results.push({
        name,
        tree: title,
        kind,
        language,
        rank: position < 0 ? Number.POSITIVE_INFINITY : position + 1,
      });
    }
  }
  if (given.features !== undefined) features.push(...(await featuresOf(read, parts)));
  firstStage.close();
}
await miniLm.close();
await python.close();
if (given.features !== undefined) writeFileSync(given.features, JSON.stringify(features));

function row(title, chosen) {
  const { mrr, r1, r3, r10 } = measuresOf(chosen.map(({ rank }) => rank));
  const figures = [mrr.mean, mrr.low, mrr.high, r1, r3, r10].map((value) => value.toFixed(3));
  console.log(
    `${title.padEnd(34)} ${figures[0]} (${figures[1]}–${figures[2]})  ${figures.slice(3).join("  ")}`,
  );
}

console.log(`\n${"".padEnd(34)} MRR (95 %)            R@1    R@3    R@10`);
for (const name of names)
  row(
    name,
    results.filter((each) => each.name === name),
  );
for (const by of ["kind", "language", "tree"]) {
  for (const value of new Set(results.map((each) => each[by]))) {
    console.log();
    for (const name of names)
      row(
        `${value}: ${name}`,
        results.filter((each) => each.name === name && each[by] === value),
      );
  }
}
