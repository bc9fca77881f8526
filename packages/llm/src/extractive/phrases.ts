import type { DocumentedReference, NodeReference } from "../request/node-facts.js";
import { referenceName } from "../request/reference-name.js";

/** How many parts one list shows before it only counts the rest. */
const MAX_LISTED = 40;
/** How many names stand in a sentence. */
const MAX_NAMED = 8;

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** Names in backticks, each once, at most some and then the number of the others. */
export function listNames(nodes: readonly NodeReference[], most = MAX_NAMED): string {
  return listWords([...new Set(nodes.map((node) => code(placeName(node))))], most);
}

/** A file by its path, since many have the same name: texts by rule are written anew when what they name moves. */
function placeName(node: NodeReference): string {
  const isPlace = node.label === "FOLDER" || node.label === "FILE";
  return isPlace && node.path !== "" ? node.path : referenceName(node);
}

/** The same of words. */
export function listWords(words: readonly string[], most = MAX_NAMED): string {
  const others = words.length - most;
  // "and 1 other" says less than its name.
  if (others <= 1) return joinWords(words);
  return joinWords([...words.slice(0, most), `${others} others`]);
}

/** One line for each node with what is known of it; at most {@link MAX_LISTED}, then the number of the others. */
export function listWithSummaries(nodes: readonly DocumentedReference[]): string {
  const lines = nodes.slice(0, MAX_LISTED).map((node) => `- ${describeReference(node)}`);
  const others = nodes.length - lines.length;
  if (others > 0) lines.push(`- and ${others} more`);
  return lines.join("\n");
}

/** A name or type as code; backticks within would end it. */
export function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

/** A node and what is known of it. */
export function describeReference(node: DocumentedReference): string {
  const name = code(node.name);
  if (node.summary === null || node.summary === "") return name;
  // A summary may begin with the node's name; it is then not said twice.
  return node.summary.startsWith(name) ? node.summary : `${name}: ${node.summary}`;
}
