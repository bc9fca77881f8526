// What the code of a tree says of itself: for each function and class with a docstring its first sentence, and the code
// without any docstring, so that none gives an answer away.

const longestQuestion = 300;
const fewestWords = 4;

/** The first sentence of a node's docstring, without mark-up and the node's own name; `undefined` where there is none to speak of. */
export function firstSentence({ name, docstring }) {
  const text = docstring
    .replace(/\{@(?:link|code|linkplain|literal)\s+([^}]*)\}/gu, "$1")
    .replace(/<\/?\w+[^>]*>/gu, " ")
    .replace(/:\w+:`~?([^`]*)`/gu, "$1")
    .replace(/``?([^`]*)``?/gu, "$1")
    .trim();
  const [first = ""] = text.split(
    /\n\s*\n|(?<=[\p{Ll}\p{N}\])"'])[.!?](?:\s|$)|\n\s*(?:@|:\w+|[-*]\s|Args|Parameters|Returns)/u,
  );
  const isName = (word) => word.replace(/\W+$/u, "") === name;
  const sentence = first
    .split(/\s+/u)
    .filter((word, position) => !isName(word) || (position > 1 && /^[a-z]+$/u.test(name)))
    .join(" ")
    .trim()
    .slice(0, longestQuestion);
  const words = sentence.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const isEnglish = /^[\p{ASCII}‘’“”–—…]*$/u.test(sentence);
  return words.length >= fewestWords && isEnglish ? sentence : undefined;
}

const commentMarks = /^[\s/*#!]*|[\s*/]*$/gu;
const textOf = (line) =>
  line
    .replace(commentMarks, "")
    .replace(/^[rRbBuU]*["']{3}|["']{3}$/gu, "")
    .trim();

/** Sources of one file's nodes without the lines of their docstrings. */
export function withoutDocstrings(nodes) {
  const said = new Set();
  for (const { docstring } of nodes) {
    for (const line of (docstring ?? "").split("\n")) if (/\p{L}/u.test(line)) said.add(textOf(line));
  }
  return nodes.map((node) => ({
    ...node,
    source: node.source
      .split("\n")
      .filter((line) => !said.has(textOf(line)) && !/^\s*[rR]?(?:"{3}|'{3}){1,2}\s*$/u.test(line))
      .join("\n")
      .replace(/\/\*\*[\s*]*\*\//gu, ""),
    docstring: null,
    said: node.docstring ?? "",
    question: node.docstring === null ? undefined : firstSentence(node),
  }));
}

/** Nodes by file. */
export function byFile(nodes) {
  const files = new Map();
  for (const node of nodes) files.set(node.path, [...(files.get(node.path) ?? []), node]);
  return files;
}
