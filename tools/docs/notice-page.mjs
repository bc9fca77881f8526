import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What lies in our own packages and was made by others. */
const bundled = [
  {
    where: "@stemma/model-minilm",
    what: "all-MiniLM-L6-v2 of the sentence-transformers project, as ONNX, quantised (packages/model-minilm/NOTICE)",
    license: "Apache-2.0",
  },
  {
    where: "@stemma/model-static",
    what: "a table trained here, begun at the word embeddings and with the vocabulary of all-MiniLM-L6-v2",
    license: "MIT; of MiniLM's part Apache-2.0",
  },
  {
    where: "@stemma/pipeline",
    what: "patterns of gitleaks, translated (packages/pipeline/NOTICE)",
    license: "MIT",
  },
  {
    where: "@stemma/native-*",
    what: "node-addon-api, and of LLVM libc++, libc++abi and libunwind, linked in",
    license: "MIT; Apache-2.0 WITH LLVM-exception",
  },
];

const isGrammar = (name) => /^(web-|@\w+\/)?tree-sitter/.test(name);

/** What is bundled, and the grammars that @stemma/code-graph installs, with their licences. */
export function noticePage(root) {
  const read = (folder) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const grammars = Object.keys(read("packages/code-graph").dependencies)
    .filter(isGrammar)
    .map((name) => read(`node_modules/${name}`));
  const problems = grammars
    .filter(({ license }) => license === undefined)
    .map(({ name }) => `${name} states no licence`);
  const lines = [
    "Stemma, Copyright (c) 2026 the Stemma authors, MIT (LICENSE). Of others it contains:",
    "",
    ...bundled.map(({ where, what, license }) => `- ${where}: ${what}. ${license}.`),
    "",
    "Beside it these are installed, whose files it reads as data:",
    "",
    ...grammars.map(({ name, version, license }) => `- ${name} ${version}: ${license}.`),
    "",
    "All other parts are dependencies of their own, listed by `npx nx run supply-chain:parts`. (Made by tools/docs.)",
  ];
  return { text: `${lines.join("\n")}\n`, problems };
}
