// A tree's questions and the texts to find: the first sentence of a docstring asks for its function or class, and no text of
// the tree keeps a docstring.
import { join } from "node:path";
import { indexRecord } from "../../../packages/pipeline/dist/index/index-record.js";
import { byFile, withoutDocstrings } from "../../model/static/docstrings.mjs";
import { readTree } from "../../model/static/read-tree.mjs";
import { fetchPackage } from "../../model/static/registries.mjs";

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

export async function readQuestions(tree, cache) {
  const folder =
    tree.registry === "own" ? repository : join((await fetchPackage(tree, cache)).folder, tree.folder ?? "");
  const nodes = [...byFile(await readTree(folder, tree.include)).values()].flatMap(withoutDocstrings);
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
    questions.push({ question, answer: id, language: tree.language, tree: tree.name });
  }
  return { nodes, records: nodes.map((node) => indexRecord(node, undocumented, false)), questions };
}
