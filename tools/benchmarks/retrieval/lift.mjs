// Does documentation help to find code? Sources alone against sources with what different writers say of them.
//
//   node tools/benchmarks/retrieval/lift.mjs [--questions 600] [--real-model 120] [--minutes 30]
//
// The pool is the functions and classes that are asked for, each with its own text: who writes of one writes of all.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromaPythonPath, MiniLmEmbedder } from "@stemma/chroma";
import { ExtractiveProvider, NO_CONTEXT } from "@stemma/llm";
import { PythonContext } from "@stemma/python-context";
import { meanWithInterval, measuresOf } from "./measures.mjs";
import { readQuestions } from "./questions.mjs";

const { values: given } = parseArgs({
  options: {
    questions: { type: "string", default: "600" },
    "real-model": { type: "string", default: "0" },
    minutes: { type: "string", default: "30" },
  },
});
/** As the index takes it. */
const MOST_CHARACTERS = 1_100;
const cache = join(import.meta.dirname, "..", "..", "..", "node_modules", ".cache", "stemma-retrieval");
mkdirSync(cache, { recursive: true });

/** What is asked and what is to be found, spread over all trees of the test split. */
async function readPool(count) {
  const trees = JSON.parse(await readFile(join(import.meta.dirname, "trees.json"), "utf8")).test;
  const pool = [];
  for (const tree of trees) {
    const { questions, nodes } = await readQuestions(tree, cache);
    const byId = new Map(nodes.map((node) => [node.id, node]));
    for (const { question, answers } of questions) {
      // Those of commits have several.
      const node = answers.length === 1 ? byId.get(answers[0]) : undefined;
      if (node?.said === undefined) continue;
      pool.push({ question, node, docstring: node.said, tree: tree.name });
    }
  }
  const step = Math.max(1, pool.length / count);
  return Array.from({ length: Math.min(count, pool.length) }, (_, index) => pool[Math.floor(index * step)]);
}

function requestOf({ node }) {
  const { id, label, path, name, language, signature, source } = node;
  const facts = { id, label, path, name, language, signature, docstring: null, source };
  const nothing = { parent: null, children: [], calls: [], imports: [], bases: [], usedBy: [] };
  return { node: facts, ...nothing, cycle: null, missing: [], context: NO_CONTEXT };
}

/** What the author says after the first sentence, which is the question. */
function restOf(docstring, question) {
  const end = docstring.search(/(?<=[.!?])\s|\n\s*\n/u);
  const rest = end === -1 ? "" : docstring.slice(end).trim();
  return rest.includes(question) ? "" : rest;
}

const rule = new ExtractiveProvider();
const writers = {
  "source alone": () => "",
  "by rule": async (each) => (await rule.getCompletion(requestOf(each))).text,
  "a bad writer: of another one": (_each, index, pool) => pool[(index + 7) % pool.length].docstring,
  "a good writer: what the author says further on": (each) => restOf(each.docstring, each.question),
  "the author": (each) => each.docstring,
};

const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
const miniLm = new MiniLmEmbedder({ python, cacheFile: join(cache, "embeddings.sqlite") });

async function ranksOf(pool, textOf) {
  const texts = [];
  for (const [index, each] of pool.entries()) {
    const parts = [each.node.name, await textOf(each, index, pool), each.node.source.trim()];
    texts.push(
      parts
        .filter((part) => part !== "")
        .join("\n")
        .slice(0, MOST_CHARACTERS)
        .toWellFormed(),
    );
  }
  const { dimension } = miniLm;
  const vectors = await miniLm.embedFlat(texts);
  const asked = await miniLm.embedFlat(pool.map(({ question }) => question));
  const product = (question, text) => {
    let sum = 0;
    for (let i = 0; i < dimension; i++)
      sum += asked[question * dimension + i] * vectors[text * dimension + i];
    return sum;
  };
  return pool.map((_each, question) => {
    const own = product(question, question);
    let before = 0;
    for (let text = 0; text < pool.length; text++)
      if (text !== question && product(question, text) >= own) before += 1;
    return before + 1;
  });
}

/** Figures of each writer, and what it adds to the sources alone, question by question. */
async function compare(pool, chosen) {
  let alone;
  for (const [name, textOf] of Object.entries(chosen)) {
    const ranks = await ranksOf(pool, textOf);
    alone ??= ranks;
    const { mrr, r1, r10 } = measuresOf(ranks);
    const added = meanWithInterval(ranks.map((rank, index) => 1 / rank - 1 / alone[index]));
    const figures = [mrr.mean, mrr.low, mrr.high, r1, r10].map((value) => value.toFixed(3));
    const lift = [added.mean, added.low, added.high].map((value) => value.toFixed(3));
    console.log(
      `${name.padEnd(48)} ${figures[0]} (${figures[1]}–${figures[2]})  ${figures[3]}  ${figures[4]}  ${lift[0]} (${lift[1]}–${lift[2]})`,
    );
  }
}

const header = () => console.log(`\n${"".padEnd(48)} MRR (95 %)            R@1    R@10   lift (95 %)`);
const pool = await readPool(Number(given.questions));
console.log(`${pool.length} functions and classes of ${new Set(pool.map(({ tree }) => tree)).size} trees`);
header();
await compare(pool, writers);

const wanted = Number(given["real-model"]);
if (wanted > 0) {
  const { withRealModel } = await import("../../real-model/with-model.mjs");
  const { writtenByModel } = await import("./written-by-model.mjs");
  const step = pool.length / Math.min(wanted, pool.length);
  const sample = Array.from(
    { length: Math.min(wanted, pool.length) },
    (_, index) => pool[Math.floor(index * step)],
  );
  const { texts, note } = await withRealModel((url) =>
    writtenByModel(url, sample.map(requestOf), { cache, minutes: Number(given.minutes) }),
  );
  const written = sample.filter((_each, index) => texts[index] !== undefined);
  const said = new Map(sample.map((each, index) => [each, texts[index]]));
  console.log(`\n${note}`);
  header();
  await compare(written, { ...writers, "the real small model": (each) => said.get(each) });
}
await miniLm.close();
await python.close();
