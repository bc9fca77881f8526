import type { DocumentedReference, NodeReference } from "../request/node-facts.js";
import { referenceName } from "../request/reference-name.js";

/** How many things one list names before it only counts the rest. */
const MAX_LISTED = 40;

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** Names in backticks, each once, at most {@link MAX_LISTED} and then the number of the others. */
export function listNames(nodes: readonly NodeReference[]): string {
  const names = [...new Set(nodes.map((node) => `\`${referenceName(node)}\``))];
  const listed = names.slice(0, MAX_LISTED);
  const others = names.length - listed.length;
  return joinWords(others > 0 ? [...listed, `${others} others`] : listed);
}

/** `1 class`, `3 classes`. */
export function countOf(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.endsWith("s") ? `${noun}es` : `${noun}s`}`;
}

/** One line for each node with what is known of it; at most {@link MAX_LISTED}, then the names of the others. */
export function listWithSummaries(nodes: readonly DocumentedReference[]): string {
  const lines = nodes.slice(0, MAX_LISTED).map((node) => `- ${describeReference(node)}`);
  const others = nodes.length - lines.length;
  if (others > 0) lines.push(`- and ${others} more`);
  return lines.join("\n");
}

function describeReference(node: DocumentedReference): string {
  if (node.summary === null || node.summary === "") return `\`${node.name}\``;
  // A summary usually begins with the node's name; it is then not said twice.
  return node.summary.startsWith(`\`${node.name}\``) ? node.summary : `\`${node.name}\`: ${node.summary}`;
}
