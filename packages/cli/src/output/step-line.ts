import type { TraceStep } from "@stemma/pipeline";
import type { Terminal } from "../terminal.js";
import { placeLinks } from "./place-link.js";
import { oneLine } from "./visible-text.js";

const VERBS: Readonly<Partial<Record<TraceStep["relation"], string>>> = {
  CALLS: "calls",
  INHERITS: "inherits from",
  IMPORTS: "imports",
};

/** One step of a walk: what was reached, where that relation stands, and what is to be known of it. */
export function stepLine(
  terminal: Terminal,
  { node, via, confidence, site, isTest }: TraceStep,
  { root, says = "" }: { readonly root: string; readonly says?: string | undefined },
): string {
  const { colors } = terminal;
  const lines = site.lines.length > 0 ? site : { path: node.path, lines: [node.startLine ?? 1] };
  const words = [
    says === "" ? "" : `${says} ${oneLine(via)}`,
    confidence < 1 ? `confidence ${confidence.toFixed(2)}` : "",
    isTest ? "test" : "",
  ].filter((word) => word !== "");
  const told = words.length === 0 ? "" : `  ${colors.dim(words.join(", "))}`;
  return `${oneLine(node.id)}  ${placeLinks(terminal, root, lines)}${told}`;
}

/** What the step's node does to the one before it. */
export function verbOf({ relation }: TraceStep): string {
  return VERBS[relation] ?? relation.toLowerCase();
}
