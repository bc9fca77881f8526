// Golden searches: does a question in plain words find the right file among the first three results?
// Prints each question's rank beside keyword search and raw-source vectors; fails below the bar.
//
//   node tools/golden/main.mjs              trees that are at hand in a checkout
//   node tools/golden/main.mjs --foreign    trees in Go, Java and C++, and one of documents, from their registries
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromaPythonPath, MiniLmEmbedder } from "@stemma/chroma";
import { SqliteGraphStore } from "@stemma/graph-store";
import { StemmaProject } from "@stemma/pipeline";
import { PythonContext } from "@stemma/python-context";
import { measuresOf } from "../benchmarks/retrieval/measures.mjs";
import { editAndDocument } from "./edit-and-document.mjs";
import { sharedWords } from "./fairness.mjs";
import { keywordSearch } from "./keyword-search.mjs";
import { rawSourceVectors } from "./raw-source-vectors.mjs";
import { foreignTrees, treesAtHand } from "./trees.mjs";

const { values: given } = parseArgs({ options: { foreign: { type: "boolean", default: false } } });
const kind = given.foreign
  ? { trees: foreignTrees, questions: "foreign-questions.json", requiredHits: 18 }
  : { trees: treesAtHand, questions: "questions.json", requiredHits: 16 };
const questions = JSON.parse(readFileSync(join(import.meta.dirname, kind.questions), "utf8"));
const { requiredHits } = kind;
const firstResults = 3;

/** 1-based place of the first right answer; Infinity when there is none. */
function rankOf(paths, answers) {
  const position = paths.findIndex((path) => answers.includes(path));
  return position < 0 ? Infinity : position + 1;
}

const show = (rank) => (rank === Infinity ? "–" : String(rank)).padStart(4);

/** Documents a tree, edits it and documents it again where it may be edited, then asks its questions of all three searches. */
async function askTree(name, /** @type {ReturnType<typeof treesAtHand>[string]} */ { directory, edit }) {
  const project = await StemmaProject.create(directory);
  const asked = [];
  try {
    const { nodes: counts, durationsMs } = await project.document();
    console.log(
      `\n${name}: ${counts.FILE} files, ${counts.CLASS + counts.FUNCTION} symbols, documented in ${(durationsMs.total / 1000).toFixed(1)} s`,
    );
    if (edit !== undefined) await editAndDocument(project, directory, edit);
    for (const { question, answers } of questions[name]) {
      const results = await project.search(question, { limit: 10 });
      asked.push({
        question,
        answers,
        stemma: rankOf(
          results.map(({ path }) => path),
          answers,
        ),
      });
    }
  } finally {
    await project.close();
  }
  const graph = await SqliteGraphStore.open(project.state.graphFile);
  const nodes = await graph.readNodes({});
  await graph.close();
  const python = await PythonContext.start({ pythonPath: [chromaPythonPath()] });
  const embedder = new MiniLmEmbedder({ python });
  const byKeyword = keywordSearch(nodes);
  const byRawSource = await rawSourceVectors(nodes, embedder);
  const compared = [];
  for (const { question, answers, stemma } of asked) {
    const entry = {
      question,
      answers,
      stemma,
      keyword: rankOf(await byKeyword(question), answers),
      raw: rankOf(await byRawSource(question), answers),
      shared: sharedWords(question, answers, nodes),
    };
    compared.push(entry);
    console.log(`${show(entry.stemma)} ${show(entry.keyword)} ${show(entry.raw)}   ${entry.question}`);
    if (entry.shared.length > 0)
      console.log(`     unfair: the question shares ${entry.shared.join(", ")} with its answer`);
    for (const answer of entry.answers) {
      if (!nodes.some((node) => node.path === answer)) console.log(`     unknown answer ${answer}`);
    }
  }
  await embedder.close();
  await python.close();
  return compared;
}

console.log("Rank of the first right file: stemma, keyword search (BM25), vectors of the raw source");
const all = [];
for (const [name, tree] of Object.entries(await kind.trees())) all.push(...(await askTree(name, tree)));

const hits = (key) => all.filter((entry) => entry[key] <= firstResults).length;
const meanReciprocalRank = (key) => {
  const { mean, low, high } = measuresOf(all.map((entry) => entry[key])).mrr;
  return `${mean.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
};
console.log(
  `\nAmong the first ${firstResults} of ${all.length}: stemma ${hits("stemma")}, keyword ${hits("keyword")}, raw source ${hits("raw")}`,
);
console.log(
  `Mean reciprocal rank: stemma ${meanReciprocalRank("stemma")}, keyword ${meanReciprocalRank("keyword")}, raw source ${meanReciprocalRank("raw")}`,
);
const unfair = all.filter((entry) => entry.shared.length > 0).length;
if (hits("stemma") < requiredHits || unfair > 0) {
  console.log(`FAILED: ${requiredHits} hits are required, and ${unfair} questions are unfair`);
  process.exitCode = 1;
}
