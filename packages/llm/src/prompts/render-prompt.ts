import { createHash } from "node:crypto";
import type { CompletionRequest } from "../request/completion-request.js";
import type { DocumentedReference, NodeReference } from "../request/node-facts.js";
import { PROMPT_PARTS, SYSTEM_PROMPT } from "./templates.js";

/** About four characters make a token in English and in code. */
const CHARACTERS_PER_TOKEN = 4;

/** A prompt for a chat model. */
export interface Prompt {
  readonly system: string;
  readonly user: string;
}

/** Hash of the wording, hexadecimal: part of what decides whether a text is out of date. */
export const PROMPT_VERSION = createHash("sha256")
  .update(JSON.stringify([SYSTEM_PROMPT, PROMPT_PARTS]))
  .digest("hex")
  .slice(0, 16);

/**
 * Renders a request. What doesn't fit into `maxTokens` is left out with a note of how much it was: half of the budget is
 * for the source, the rest for the lists, each cut at whole entries.
 */
export function renderPrompt(request: CompletionRequest, maxTokens = 6_000): Prompt {
  const budget = maxTokens * CHARACTERS_PER_TOKEN;
  const { node, cycle } = request;
  const listBudget = Math.floor(budget / 8);
  const list = (references: readonly DocumentedReference[]): string =>
    cutLines(references.map(describe), listBudget);
  const variables: Record<string, string> = {
    kind: node.label.toLowerCase(),
    name: node.name,
    path: node.path,
    language: node.language ?? "",
    members: names(cycle?.members.filter((member) => member.id !== node.id) ?? []),
    missing: names(request.missing),
    docstring: cutLines((node.docstring ?? "").split("\n"), listBudget),
    children: list(request.children),
    bases: list(request.bases),
    calls: list(request.calls),
    imports: list(request.imports),
    source: cutLines(node.source.split("\n"), Math.floor(budget / 2)),
  };
  const parts = Object.entries(PROMPT_PARTS)
    // The part named after a variable needs it; `node` and `cycle` are named after what they tell.
    .filter(([part]) => part === "node" || variables[part === "cycle" ? "members" : part] !== "")
    .map(([, template]) => fill(template, variables));
  return { system: SYSTEM_PROMPT, user: parts.join("\n\n") };
}

function fill(template: string, variables: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (_match, name: string) => variables[name] ?? "");
}

function describe({ name, summary }: DocumentedReference): string {
  return summary === null ? `- \`${name}\`` : `- \`${name}\`: ${summary}`;
}

function names(references: readonly NodeReference[]): string {
  return references.map(({ name }) => `\`${name}\``).join(", ");
}

/** As many whole lines as fit, and how many are left out. */
function cutLines(lines: readonly string[], maxCharacters: number): string {
  let length = 0;
  const fitting = lines.findIndex((line) => {
    length += line.length + 1;
    return length > maxCharacters;
  });
  if (fitting === -1) return lines.join("\n");
  return [...lines.slice(0, fitting), `[${lines.length - fitting} more lines are left out here]`].join("\n");
}
