// A golden question must not give its answer away: it shares no word with the answer's file name, and names none of the
// answer's identifiers.

const tooCommon = new Set([
  "a",
  "an",
  "and",
  "by",
  "for",
  "from",
  "in",
  "is",
  "it",
  "of",
  "on",
  "or",
  "that",
  "the",
  "to",
  "with",
]);

function words(text) {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !tooCommon.has(word));
}

/** Singular and plural, -ing and -ed count as the same word. */
const stem = (word) => word.replace(/(?:ing|ed|es|s)$/, "");

/** Words of the question that its answers' file names or identifiers share; empty when it is fair. */
export function sharedWords(question, answers, nodes) {
  const asked = words(question);
  const stems = new Set(asked.map(stem));
  return answers.flatMap((answer) => {
    const fileName = answer.slice(answer.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
    const inFileName = words(fileName).filter((word) => stems.has(stem(word)));
    const identifiers = nodes
      .filter((node) => node.path === answer && node.id.includes("#"))
      .map((node) => node.name);
    return [...inFileName, ...identifiers.filter((name) => asked.includes(name.toLowerCase()))];
  });
}
