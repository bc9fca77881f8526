import { withoutUndefined } from "@stemma/core";
import { ownText } from "../prompts/own-text.js";
import { quotableName } from "../prompts/quoting.js";
import type { CompletionRequest } from "../request/completion-request.js";
import { referenceName } from "../request/reference-name.js";
import {
  type Citations,
  type CitedLines,
  type CitedNode,
  groundingHash,
  hashOfLines,
} from "./text-grounding.js";

/** What a model cites of what its author wrote. */
const DOCSTRING = "docstring";
const LINES = /^(?:lines?\s*|L)?(\d+)(?:\s*(?:-|–|to)\s*L?(\d+))?$/iu;

/** What stands in a source for the body of a nested definition. */
const ELIDED = "...";

/**
 * A source with the number of each line before it, as citations name them. Lines that nothing stands on are left out: of empty ones one stays
 * for several, of bodies that are not shown none.
 */
export function numberLines(source: string): string {
  if (source === "") return "";
  const lines = source.split("\n");
  const textOf = (index: number): string => (lines[index] ?? "").trim();
  const numbered = lines.flatMap((line, index) => {
    if (textOf(index) === "") return textOf(index + 1) === "" ? [] : [""];
    return textOf(index) === ELIDED && index > 0 ? [] : [`${index + 1}| ${line}`];
  });
  return numbered.join("\n");
}

/** Looks up what a model cites in what it was shown. */
export class Citable {
  readonly #lines: readonly string[];
  readonly #docstring: string;
  readonly #nodes: ReadonlyMap<string, readonly CitedNode[]>;

  constructor(request: CompletionRequest) {
    const own = ownText(request.node);
    this.#lines = own.source === "" ? [] : own.source.split("\n");
    this.#docstring = own.docstring;
    this.#nodes = byName(request);
  }

  /** What of it is there; the rest cites nothing. */
  resolve(cites: readonly string[]): Citations {
    const lines: CitedLines[] = [];
    const nodes: CitedNode[] = [];
    let docstring: string | undefined;
    for (const cite of cites.map((each) => each.trim().replaceAll("`", ""))) {
      const range = LINES.exec(cite);
      if (range !== null) lines.push(...this.#linesOf(range));
      else if (cite.toLowerCase() === DOCSTRING && this.#docstring !== "")
        docstring = groundingHash(this.#docstring);
      else nodes.push(...this.#nodesOf(cite));
    }
    return { lines, nodes, ...withoutUndefined({ docstring }) };
  }

  #linesOf([, first = "", last = first]: RegExpExecArray): CitedLines[] {
    const from = Number(first);
    const to = Number(last);
    if (from < 1 || to < from || to > this.#lines.length) return [];
    const cited = this.#lines.slice(from - 1, to);
    // Nothing can be read off an empty line.
    if (cited.every((line) => line.trim() === "")) return [];
    return [{ from, to, hash: hashOfLines(cited) }];
  }

  #nodesOf(cite: string): CitedNode[] {
    return [...(this.#nodes.get(cite.replace(/\(.*\)$/u, "")) ?? [])];
  }
}

/** By the names that the prompt has for them, and by their ids. */
function byName({
  children,
  calls,
  imports,
  bases,
  missing,
  cycle,
}: CompletionRequest): Map<string, CitedNode[]> {
  // What the first pass said of the members of a cycle is not what is kept of them.
  const inCycle = new Set(cycle?.members.map(({ id }) => id));
  const summaryOf = new Map(
    [...children, ...calls, ...imports, ...bases].map(({ id, summary }) => [id, summary]),
  );
  const names = new Map<string, Map<string, CitedNode>>();
  for (const reference of [
    ...children,
    ...calls,
    ...imports,
    ...bases,
    ...missing,
    ...(cycle?.members ?? []),
  ]) {
    const { id } = reference;
    const summary = inCycle.has(id) ? null : (summaryOf.get(id) ?? null);
    const node = summary === null ? { id } : { id, hash: groundingHash(summary) };
    for (const name of [quotableName(referenceName(reference)), id]) {
      const named = names.get(name) ?? new Map<string, CitedNode>();
      names.set(name, named.set(id, node));
    }
  }
  return new Map(Array.from(names, ([name, nodes]) => [name, [...nodes.values()]]));
}
