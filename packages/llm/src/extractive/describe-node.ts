import type { CompletionRequest } from "../request/completion-request.js";
import type { NodeFacts } from "../request/node-facts.js";
import type { DocstringParts } from "./docstring/docstring-parts.js";
import { readDocstring } from "./docstring/read-docstring.js";
import { effectPhrases } from "./effect-phrases.js";
import { code, describeReference, joinWords, listNames, listWithSummaries, listWords } from "./phrases.js";
import { readComments } from "./source/comments.js";
import { readEffects } from "./source/effects.js";
import { raisedErrors } from "./source/raised-errors.js";
import { type TakesAndGives, takesAndGives } from "./takes-and-gives.js";
import { whatItIs } from "./what-it-is.js";

const MAX_COMMENTS = 3;
const MAX_CYCLE = 3;

/**
 * Text and summary of a node, from nothing but the request: first what its author said, then what it takes, gives, raises and
 * changes, then who uses it, then its parts. What a reader sees beside it (place, kind, signature, source) is not said again.
 */
export function describeNode(request: CompletionRequest): { text: string; summary: string } {
  const { node } = request;
  const docstring = readDocstring(node.docstring);
  const taken = node.label === "FUNCTION" ? takesAndGives(node, docstring) : null;
  const facts = factSentences(request, docstring, taken);
  const parts = contents(request);
  const brief = summaryOfParts(request) ?? facts.slice(0, 2).join(" ");
  const isBare = docstring === null && facts.length === 0 && parts === "";
  const paragraphs = [
    isBare ? whatItIs(request) : "",
    docstring?.lead ?? "",
    docstring?.rest ?? "",
    docstring === null || docstring.deprecated === "" ? "" : `Deprecated: ${docstring.deprecated}`,
    facts.join(" "),
    described(docstring, taken),
    parts,
    docstring === null && parts === "" ? commentParagraph(node) : "",
    missingSentence(request),
  ].filter((paragraph) => paragraph !== "");
  return {
    text: paragraphs.join("\n\n"),
    summary: docstring?.lead ?? (brief === "" ? whatItIs(request) : brief),
  };
}

/** Where nobody wrote what a folder, file or class is for, what it is made of says most. */
function summaryOfParts({ node, children }: CompletionRequest): string | undefined {
  const [first] = children;
  if (first === undefined || node.label === "FUNCTION") return undefined;
  const says = `${subjectOf(node)} ${partsVerb(node)}`;
  // Of a folder the summary stays where its files' summaries change.
  if (children.length > 1 || node.label === "FOLDER")
    return `${says} ${listWords(children.map(({ name }) => code(name)))}.`;
  return first.summary === null ? `${says} ${code(first.name)}.` : `${says} ${describeReference(first)}`;
}

/** What is known of a node besides its author's words: the first sentence names it, the others go on from that. */
function factSentences(
  request: CompletionRequest,
  docstring: DocstringParts | null,
  taken: TakesAndGives | null,
): string[] {
  const { node, bases, calls, imports, usedBy } = request;
  const isFunction = node.label === "FUNCTION";
  const ownEffects = isFunction ? readEffects(node.source, node.language) : [];
  const raised = isFunction
    ? [...new Set([...raisedErrors(node.source, node.language), ...declaredErrors(node)])]
    : [];
  const raises = raised.filter(
    (name) => !docstring?.raises.some((known) => known.name === name && known.text !== ""),
  );
  const predicates = [
    taken?.predicate ?? "",
    bases.length === 0 ? "" : `extends ${listNames(bases)}`,
    joinWords(effectPhrases(ownEffects)),
    raises.length === 0 ? "" : `raises ${joinWords(raises.map(code))}`,
    calls.length === 0 ? "" : `calls ${listNames(calls)}`,
    imports.length === 0 ? "" : `imports ${listNames(imports)}`,
    usedBy.length === 0 ? "" : `is used by ${listNames(usedBy)}`,
    cyclePhrase(request),
  ].filter((predicate) => predicate !== "");
  return predicates.map((predicate, index) => `${index === 0 ? subjectOf(node) : "It"} ${predicate}.`);
}

/** Java's, behind the parameters. */
function declaredErrors({ signature, language }: NodeFacts): string[] {
  if (language !== "java") return [];
  const declared = /\)\s*throws\s+([\w.,\s]+)$/u.exec(signature ?? "")?.[1] ?? "";
  return declared.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
}

function cyclePhrase({ node, cycle }: CompletionRequest): string {
  const others = cycle?.members.filter((member) => member.id !== node.id) ?? [];
  return others.length === 0 ? "" : `depends on ${listNames(others, MAX_CYCLE)}, and they on it`;
}

/** What the author says of parameters, result and errors, one by one. */
function described(docstring: DocstringParts | null, taken: TakesAndGives | null): string {
  if (docstring === null || taken === null) return "";
  const { parameters, result } = taken;
  const errors = docstring.raises.filter(({ text }) => text !== "");
  return [
    parameters === "" ? "" : `Takes:\n${parameters}`,
    result === "" || docstring.lead.startsWith("Returns ") ? "" : `Returns: ${result}`,
    errors.length === 0
      ? ""
      : `Raises:\n${errors.map(({ name, text }) => `- ${code(name)}: ${text}`).join("\n")}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function contents({ node, children }: CompletionRequest): string {
  if (children.length === 0) return "";
  return `${subjectOf(node)} ${partsVerb(node)}:\n${listWithSummaries(children)}`;
}

function partsVerb({ label }: NodeFacts): string {
  if (label === "CLASS") return "has";
  return label === "FOLDER" ? "contains" : "defines";
}

function subjectOf({ label, path, name }: NodeFacts): string {
  return label === "FOLDER" && path === "." ? "The tree" : code(name);
}

function commentParagraph(node: NodeFacts): string {
  const comments = readComments(node.source, node.docstring ?? "").slice(0, MAX_COMMENTS);
  if (comments.length === 0) return "";
  const quoted = comments.map((comment) => `“${comment}”`).join(" ");
  return `Comments in it: ${quoted}`;
}

function missingSentence({ missing }: CompletionRequest): string {
  if (missing.length === 0) return "";
  return `This text is incomplete: ${listNames(missing)} could not be documented.`;
}
