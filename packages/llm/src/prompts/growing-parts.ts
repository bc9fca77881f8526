import { numberLines } from "../grounding/citable.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { DocumentedReference, NodeReference } from "../request/node-facts.js";
import { estimateTokens } from "../tokens/estimate-tokens.js";
import { lineTokens } from "./fit/count-that-fit.js";
import { type FittedPart, fitLines } from "./fit/fit-lines.js";
import { fitNames, listNames } from "./fit/fit-names.js";
import { describeReference, fitReferences } from "./fit/fit-references.js";
import { ownText } from "./own-text.js";
import type { PromptVariable } from "./prompt-template.js";
import { quotable, quotableName } from "./quoting.js";

/** One part that may grow without limit: how much of a scarce budget it deserves, and how it is made smaller. */
export interface GrowingPart {
  readonly weight: number;
  readonly whole: string;
  /** Room that {@link fit} needs to leave nothing out. */
  readonly tokens: number;
  readonly fit: (maxTokens: number) => FittedPart;
}

/** The variables whose values have no natural limit. */
export type GrowingVariable = Exclude<
  PromptVariable,
  "fence" | "kind" | "name" | "place" | "surroundings" | "question" | "signature" | "language"
>;

/** A value for each of them where a template uses none. */
export const emptyParts: Readonly<Record<GrowingVariable, string>> = {
  docstring: "",
  source: "",
  children: "",
  calls: "",
  imports: "",
  bases: "",
  members: "",
  missing: "",
};

/** What a request says in each of them. A parent is best known by its children, anything else by its source. */
export function growingParts(
  request: CompletionRequest,
  isCiting = false,
): Record<GrowingVariable, GrowingPart> {
  const { node, cycle } = request;
  const hasChildren = request.children.length > 0;
  const text = (part: string, given: string, weight: number): GrowingPart => {
    const whole = quotable(given);
    return { weight, whole, tokens: roomFor(whole), fit: (maxTokens) => fitLines(part, whole, maxTokens) };
  };
  const list = (part: string, given: readonly DocumentedReference[], weight: number): GrowingPart => {
    const references = given.map(quotableReference);
    const lines = references.map((reference) => describeReference(reference));
    return {
      weight,
      whole: lines.join("\n"),
      tokens: lines.reduce((sum, line) => sum + lineTokens(line), 0),
      fit: (maxTokens) => fitReferences(part, references, maxTokens),
    };
  };
  const names = (part: string, given: readonly NodeReference[], weight: number): GrowingPart => {
    const references = given.map(quotableNames);
    const whole = listNames(references, references.length);
    return {
      weight,
      whole,
      tokens: roomFor(whole),
      fit: (maxTokens) => fitNames(part, references, maxTokens),
    };
  };
  const others = cycle?.members.filter((member) => member.id !== node.id) ?? [];
  const own = ownText(node);
  const calls = request.calls.filter(({ id }) => !isInside(id, node.id));
  return {
    docstring: text("docstring", own.docstring, 2),
    source: text("source", isCiting ? numberLines(own.source) : own.source, hasChildren ? 4 : 8),
    children: list("children", request.children, hasChildren ? 8 : 1),
    calls: list("calls", calls, 4),
    imports: list("imports", request.imports, 1),
    bases: list("bases", request.bases, 1),
    members: names("members", others, 1),
    missing: names("missing", request.missing, 1),
  };
}

/** What a node contains says what is inside of that, too. */
function isInside(id: string, owner: string): boolean {
  return id.startsWith(`${owner}#`) || id.startsWith(`${owner}.`) || id.startsWith(`${owner}/`);
}

function roomFor(text: string): number {
  return estimateTokens(text) + 1;
}

function quotableNames<T extends NodeReference>(reference: T): T {
  const { id, path, name } = reference;
  return { ...reference, id: quotableName(id), path: quotableName(path), name: quotableName(name) };
}

/** A summary stays on the line of its name. */
export function quotableReference(reference: DocumentedReference): DocumentedReference {
  const { summary } = reference;
  return {
    ...quotableNames(reference),
    summary: summary === null ? null : quotable(summary).replaceAll(/\s*\n\s*/gu, " "),
  };
}
