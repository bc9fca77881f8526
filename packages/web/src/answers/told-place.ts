import type { WikiReference, WikiSymbol } from "@stemma/pipeline";
import type { Place, Related } from "../api/place.js";
import type { Defined } from "../api/views.js";
import { markdownHtml } from "../source/markdown-html.js";

type Node = WikiReference["node"];

/** A node of the graph as pages name it. */
export function toldPlace(node: Node, summary: string): Place {
  const { id, path, label, startLine } = node;
  const symbol = id === path ? path : id.slice(path.length + 1);
  return { id, path, symbol, kind: label.toLowerCase(), line: startLine ?? 1, summary };
}

export function toldRelated({ node, summary, confidence, lines = [] }: WikiReference): Related {
  return { ...toldPlace(node, summary), confidence, lines: [...lines] };
}

export function toldSymbol(symbol: WikiSymbol): Defined {
  const { node, summary, signature, documentation, bases, callers, callees, mentionedIn } = symbol;
  return {
    ...toldPlace(node, summary),
    endLine: node.endLine ?? node.startLine ?? 1,
    signature,
    documentation: markdownHtml(documentation),
    bases: bases.map(toldRelated),
    callers: callers.map(toldRelated),
    callees: callees.map(toldRelated),
    mentionedIn: mentionedIn.map(toldRelated),
  };
}
