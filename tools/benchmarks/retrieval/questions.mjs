// A tree's questions and the texts to find. The first sentence of a docstring asks for its function or class; the subject of a commit for
// what it changed; those of `tools/golden`, made by hand, for their files. No text of the tree keeps a docstring.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { indexRecord } from "../../../packages/pipeline/dist/index/index-record.js";
import { byFile, withoutDocstrings } from "../../model/static/docstrings.mjs";
import { readTree } from "../../model/static/read-tree.mjs";
import { fetchPackage } from "../../model/static/registries.mjs";
import { commitQuestions } from "./commit-questions.mjs";

const repository = join(import.meta.dirname, "..", "..", "..");
const mostPerTree = 200;
const shortestSource = 60;

/** What a rule writes of a node without a docstring adds nothing to its text. */
const undocumented = {
  text: "",
  summary: "",
  nodeKey: "",
  provider: "extractive",
  model: "",
  isPartial: false,
};

const kinds = { docstrings: docstringQuestions, commits: commitQuestions, golden: goldenQuestions };

export async function readQuestions(tree, cache) {
  const folder =
    tree.registry === "own" ? repository : join((await fetchPackage(tree, cache)).folder, tree.folder ?? "");
  const nodes = [...byFile(await readTree(folder, tree.include)).values()].flatMap(withoutDocstrings);
  const questions = [];
  for (const kind of tree.questions ?? ["docstrings"]) {
    for (const { question, answers } of await kinds[kind](folder, nodes, tree))
      questions.push({ question, answers, kind, language: tree.language, tree: tree.title ?? tree.name });
  }
  return { nodes, records: nodes.map((node) => indexRecord(node, undocumented, false)), questions };
}

function docstringQuestions(_folder, nodes) {
  const timesAsked = new Map();
  for (const { question } of nodes) timesAsked.set(question, (timesAsked.get(question) ?? 0) + 1);
  const askable = nodes.filter(
    ({ label, question, source, name }) =>
      (label === "FUNCTION" || label === "CLASS") &&
      question !== undefined &&
      timesAsked.get(question) === 1 &&
      source.length >= shortestSource &&
      // A name that stands in the question gives its answer away.
      !(/[_\p{Ll}]\p{Lu}|_/u.test(name) && question.includes(name)),
  );
  const step = Math.max(1, askable.length / mostPerTree);
  const questions = [];
  for (let position = 0; position < askable.length; position += step) {
    const { id, question } = askable[Math.floor(position)];
    questions.push({ question, answers: [id] });
  }
  return questions;
}

function goldenQuestions(_folder, nodes, { golden }) {
  const [file, name] = golden;
  const asked = JSON.parse(readFileSync(join(repository, "tools", "golden", file), "utf8"))[name];
  return asked.map(({ question, answers }) => ({
    question,
    answers: nodes.filter(({ path }) => answers.includes(path)).map(({ id }) => id),
  }));
}
