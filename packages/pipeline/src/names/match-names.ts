import ignore from "ignore";
import { dottedOf, isFile, partsOf } from "./dotted-name.js";
import { NameIndex } from "./name-index.js";
import type { NameReference } from "./name-reference.js";
import { isTestPath, type NamedNode, symbolOf } from "./named-node.js";
import { plainName, similarityTo } from "./similar-names.js";

/** The nodes that a reference may mean, best first. */
export interface NameMatches<Node extends NamedNode> {
  /** `exact`: it can mean nothing else; `similar`: parts of names, or names that a typing slip may have missed. */
  readonly quality: "exact" | "similar";
  readonly nodes: readonly Node[];
}

/** Most nodes that are given for a name that fits none. */
const MOST_SIMILAR = 20;
/** Parts of names are looked for from this length on. */
const LEAST_PART = 3;

/**
 * What a person means by a name, the first of these that fits anything: an id; a path; `path:line` (what stands there,
 * innermost); a glob; a qualified name or the end of one (`Class.method`, `module.function`, `dir/a.py`); the same whatever
 * its case and `_`; one whose parts are all in the node's path and name, in this order (`flask.Flask.run`); a part of a name; a name
 * that a typing slip misses.
 */
export function matchNames<Node extends NamedNode>(
  nodes: readonly Node[],
  { text, line }: NameReference,
): NameMatches<Node> {
  if (text === "") return { quality: "exact", nodes: [] };
  if (line !== undefined) {
    const standing = nodesAtLine(nodes, text, line);
    if (standing.length > 0) return { quality: "exact", nodes: standing };
  }
  for (const isMeant of [byId(text), byPath(text), byGlob(text)]) {
    const meant = isMeant === undefined ? [] : nodes.filter(isMeant);
    if (meant.length > 0) return { quality: "exact", nodes: meant.sort(byPlainness) };
  }
  const likely = NameIndex.of(nodes).endingAs(text);
  for (const isMeant of [byEnd(text), byPlainEnd(text), byParts(text)]) {
    const meant = isMeant === undefined ? [] : likely.filter(isMeant);
    if (meant.length > 0) return { quality: "exact", nodes: meant.sort(byPlainness) };
  }
  return { quality: "similar", nodes: similarNodes(nodes, text) };
}

/** As {@link matchNames}, of places alone: an id, a path, or `path:line`, whatever characters they are made of. */
export function matchPlace<Node extends NamedNode>(
  nodes: readonly Node[],
  { text, line }: NameReference,
): readonly Node[] {
  if (line !== undefined) return nodesAtLine(nodes, text, line);
  return nodes.filter((node) => byId(text)(node) || byPath(text)(node));
}

type Test = (node: NamedNode) => boolean;

const byId =
  (text: string): Test =>
  ({ id }) =>
    id === text;

const byPath =
  (text: string): Test =>
  (node) =>
    isFile(node) && node.path === text;

function byGlob(text: string): Test | undefined {
  if (!/[*?[]/u.test(text)) return undefined;
  const globs = ignore().add(`/${text.replace(/^\//u, "")}`);
  return (node) => isFile(node) && node.path !== "." && globs.ignores(node.path);
}

/** `Class.method` is the end of `src/a.py#Outer.Class.method`, and `a.py` of `src/a.py`. */
function byEnd(text: string): Test {
  const wanted = text.replace(/::/gu, ".");
  return (node) => [node.id, dottedOf(node)].some((whole) => endsAtBoundary(whole, wanted));
}

function byPlainEnd(text: string): Test {
  const wanted = partsOf(text).map(plainName);
  return (node) => {
    const parts = partsOf(dottedOf(node)).map(plainName);
    return wanted.length > 0 && wanted.every((part, at) => part === parts[parts.length - wanted.length + at]);
  };
}

function byParts(text: string): Test | undefined {
  const wanted = partsOf(text).map(plainName);
  const last = wanted.pop();
  if (wanted.length === 0 || last === undefined) return undefined;
  return (node) => {
    const parts = partsOf(dottedOf(node)).map(plainName);
    if (parts.pop() !== last) return false;
    let at = -1;
    return wanted.every((part) => (at = parts.indexOf(part, at + 1)) !== -1);
  };
}

/** What stands at a line of the file with this path (or end of a path), from the inside out. */
function nodesAtLine<Node extends NamedNode>(nodes: readonly Node[], path: string, line: number): Node[] {
  const files = nodes.filter((node) => node.label === "FILE" && endsAtBoundary(node.path, path));
  const exact = files.filter((node) => node.path === path);
  const paths = new Set((exact.length > 0 ? exact : files).map((node) => node.path));
  const linesOf = ({ startLine, endLine }: NamedNode): number => (endLine ?? 0) - (startLine ?? 0);
  return nodes
    .filter((node) => paths.has(node.path) && node.label !== "FOLDER")
    .filter(({ startLine, endLine }) => (startLine ?? 1) <= line && line <= (endLine ?? startLine ?? 1))
    .sort((one, other) => linesOf(one) - linesOf(other))
    .slice(0, 1);
}

function similarNodes<Node extends NamedNode>(nodes: readonly Node[], text: string): Node[] {
  const wantedFile = plainName(text.split("/").at(-1) ?? text);
  const wantedSymbol = plainName(partsOf(text).at(-1) ?? text);
  const similarityToFile = similarityTo(wantedFile);
  const similarityToSymbol = similarityTo(wantedSymbol);
  const scored: { readonly node: Node; readonly score: number }[] = [];
  for (const node of nodes) {
    const name = plainName(node.name);
    const wanted = isFile(node) ? wantedFile : wantedSymbol;
    const isPart = wanted.length >= LEAST_PART && name.includes(wanted);
    // A part at the beginning goes before one inside, a short name before a long one.
    const score = isPart
      ? 1 + wanted.length / name.length + (name.startsWith(wanted) ? 1 : 0)
      : (isFile(node) ? similarityToFile : similarityToSymbol)(name);
    if (score > 0) scored.push({ node, score });
  }
  return scored
    .sort((one, other) => other.score - one.score || byPlainness(one.node, other.node))
    .slice(0, MOST_SIMILAR)
    .map(({ node }) => node);
}

/** Code before tests, outer before inner, and then as the paths are. */
function byPlainness(one: NamedNode, other: NamedNode): number {
  return (
    Number(isTestPath(one.path)) - Number(isTestPath(other.path)) ||
    symbolOf(one).split(".").length - symbolOf(other).split(".").length ||
    (one.id < other.id ? -1 : 1)
  );
}

function endsAtBoundary(whole: string, end: string): boolean {
  if (!whole.endsWith(end)) return false;
  return whole.length === end.length || /[./#]/u.test(whole[whole.length - end.length - 1] ?? "");
}
