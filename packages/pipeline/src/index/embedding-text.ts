import type { CodeNode } from "@stemma/graph-store";

/** About 256 tokens: what the benchmark found to be enough; more costs time and finds no better. */
const maxCharacters = 1100;

/**
 * The text whose vector stands for a node: its name in words, what its documentation says, and its source, up to a
 * limit of characters. One vector a node; `tools/golden` prints what this is worth against the raw source alone.
 */
export function embeddingText(node: CodeNode, documentation: string): string {
  const name = wordsOf(node.id.slice(node.id.lastIndexOf("#") + 1));
  const parts = [name, documentation.trim(), node.source.trim()].filter((part) => part !== "");
  return parts.join("\n").slice(0, maxCharacters);
}

/** `"src/http/RetryPolicy.backoffMs"` → `"src http Retry Policy backoff Ms"`: the tokenizer of the model knows words. */
export function wordsOf(identifier: string): string {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
