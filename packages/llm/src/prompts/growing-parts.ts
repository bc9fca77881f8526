import type { CompletionRequest } from "../request/completion-request.js";
import type { DocumentedReference, NodeReference } from "../request/node-facts.js";
import { type FittedPart, fitLines } from "./fit/fit-lines.js";
import { fitNames, listNames } from "./fit/fit-names.js";
import { describeReference, fitReferences } from "./fit/fit-references.js";
import type { PromptVariable } from "./prompt-template.js";
import { quotable, quotableName } from "./quoting.js";

/** One part that may grow without limit: how much of a scarce budget it deserves, and how it is made smaller. */
export interface GrowingPart {
  readonly weight: number;
  readonly whole: string;
  readonly fit: (maxTokens: number) => FittedPart;
}

/** The variables whose values have no natural limit. */
export type GrowingVariable = Exclude<PromptVariable, "fence" | "kind" | "name" | "signature" | "language">;

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
export function growingParts(request: CompletionRequest): Record<GrowingVariable, GrowingPart> {
  const { node, cycle } = request;
  const hasChildren = request.children.length > 0;
  const text = (part: string, given: string, weight: number): GrowingPart => {
    const whole = quotable(given);
    return { weight, whole, fit: (maxTokens) => fitLines(part, whole, maxTokens) };
  };
  const list = (part: string, given: readonly DocumentedReference[], weight: number): GrowingPart => {
    const references = given.map(quotableReference);
    return {
      weight,
      whole: references.map((reference) => describeReference(reference)).join("\n"),
      fit: (maxTokens) => fitReferences(part, references, maxTokens),
    };
  };
  const names = (part: string, given: readonly NodeReference[], weight: number): GrowingPart => {
    const references = given.map(quotableNames);
    return {
      weight,
      whole: listNames(references, references.length),
      fit: (maxTokens) => fitNames(part, references, maxTokens),
    };
  };
  const others = cycle?.members.filter((member) => member.id !== node.id) ?? [];
  return {
    docstring: text("docstring", node.docstring ?? "", 2),
    source: text("source", node.source, hasChildren ? 4 : 8),
    children: list("children", request.children, hasChildren ? 8 : 1),
    calls: list("calls", request.calls, 4),
    imports: list("imports", request.imports, 1),
    bases: list("bases", request.bases, 1),
    members: names("members", others, 1),
    missing: names("missing", request.missing, 1),
  };
}

function quotableNames<T extends NodeReference>(reference: T): T {
  const { id, path, name } = reference;
  return { ...reference, id: quotableName(id), path: quotableName(path), name: quotableName(name) };
}

/** A summary stays on the line of its name. */
function quotableReference(reference: DocumentedReference): DocumentedReference {
  const { summary } = reference;
  return {
    ...quotableNames(reference),
    summary: summary === null ? null : quotable(summary).replaceAll(/\s*\n\s*/gu, " "),
  };
}
