import type { CompletionRequest } from "../request/completion-request.js";
import { cleanDocstring, type DocstringParts } from "./clean-docstring.js";
import { nameWords } from "./name-words.js";
import { openingSentence } from "./opening-sentence.js";
import { joinWords, listNames, listWithSummaries } from "./phrases.js";
import { readSourceFacts } from "./source-facts.js";

const MAX_COMMENTS = 6;

/** Text and summary of a node, from nothing but the request. */
export function describeNode(request: CompletionRequest): { text: string; summary: string } {
  const docstring = cleanDocstring(request.node.docstring);
  const opening = openingSentence(request);
  const paragraphs = [
    [opening, docstring?.lead ?? nameSentence(request)].filter((part) => part !== "").join(" "),
    docstring?.rest ?? "",
    relationSentences(request).join(" "),
    contents(request),
    commentParagraph(request),
    missingSentence(request),
  ];
  return {
    text: paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"),
    summary: summaryOf(request, docstring, opening),
  };
}

/** The docstring says best what a node is for; without one, what it is made of. */
function summaryOf(request: CompletionRequest, docstring: DocstringParts | null, opening: string): string {
  if (docstring !== null) return docstring.lead;
  const { calls, children } = request;
  if (children.length > 0) return `${opening} It holds ${listNames(children.slice(0, 8))}.`;
  return calls.length > 0 ? `${opening} It calls ${listNames(calls.slice(0, 8))}.` : opening;
}

/** Where nobody wrote what the node is for, its name is the best hint; said as what it is. */
function nameSentence({ node }: CompletionRequest): string {
  const words = nameWords(node.name);
  return words.includes(" ") ? `Its name reads “${words}”.` : "";
}

function relationSentences(request: CompletionRequest): string[] {
  const { node, cycle } = request;
  const others = cycle?.members.filter((member) => member.id !== node.id) ?? [];
  const { raises } = readSourceFacts(node.source, node.docstring);
  return [
    node.signature === null ? "" : `Signature: \`${node.signature}\`.`,
    request.calls.length === 0 ? "" : `It calls ${listNames(request.calls)}.`,
    request.imports.length === 0 ? "" : `It imports ${listNames(request.imports)}.`,
    raises.length === 0 ? "" : `It raises ${joinWords(raises.map((name) => `\`${name}\``))}.`,
    request.usedBy.length === 0 ? "" : `It is used by ${listNames(request.usedBy)}.`,
    others.length === 0 ? "" : `It depends on ${listNames(others)} and they, in turn, on it.`,
  ].filter((sentence) => sentence !== "");
}

function contents({ node, children }: CompletionRequest): string {
  if (children.length === 0) return "";
  const verb = node.label === "FOLDER" ? "contains" : "defines";
  return `It ${verb}:\n${listWithSummaries(children)}`;
}

function commentParagraph({ node }: CompletionRequest): string {
  const { comments } = readSourceFacts(node.source, node.docstring);
  if (comments.length === 0) return "";
  return `Its comments say: ${comments
    .slice(0, MAX_COMMENTS)
    .map((comment) => `“${comment}”`)
    .join(" ")}`;
}

function missingSentence({ missing }: CompletionRequest): string {
  if (missing.length === 0) return "";
  return `This text is incomplete: ${listNames(missing)} could not be documented.`;
}
