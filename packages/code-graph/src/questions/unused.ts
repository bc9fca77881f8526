import type { GraphStore, NodeOutline } from "@stemma/graph-store";
import { languageOf } from "../languages/language-table.js";
import { isBelow } from "./is-below.js";
import { isTestPath } from "./is-test.js";

const IDS_PER_QUERY = 500;
/** Run by the language or a framework, without a call that anyone writes. */
const CALLED_BY_OTHERS =
  /^(?:__\w+__|constructor|main|init|setUp\w*|tearDown\w*|test\w*|Test\w*|toString|equals|hashCode|default)$/;

/** Bounds of a question about a whole graph. */
export interface UnusedOptions {
  /** Only below this folder, or in this file. Default: everywhere. */
  readonly below?: string | undefined;
  /** Nodes that are listed at most. Default: 1,000. */
  readonly mostNodes?: number | undefined;
}

/** Functions and classes that nothing in the tree calls, hands over or derives from. */
export interface Unused {
  /** By id. What is exported may be used elsewhere. */
  readonly nodes: readonly NodeOutline[];
  readonly isCut: boolean;
}

/** What nothing in the tree leads to; tests and what the language itself calls are left out, a candidate's call counts. */
export async function unusedIn(
  graph: GraphStore,
  { below = ".", mostNodes = 1_000 }: UnusedOptions = {},
): Promise<Unused> {
  const asked = (await graph.readOutline()).filter(
    ({ label, kind, name, path }) =>
      (label === "FUNCTION" || label === "CLASS") &&
      kind !== "property" &&
      kind !== "interface" &&
      kind !== "type" &&
      !CALLED_BY_OTHERS.test(name) &&
      isBelow(path, below) &&
      // Of a language whose calls are not read nothing is known to be unused.
      languageOf(path)?.tier !== "definitions" &&
      !isTestPath(path),
  );
  const unused: NodeOutline[] = [];
  for (let start = 0; start < asked.length; start += IDS_PER_QUERY) {
    const page = asked.slice(start, start + IDS_PER_QUERY);
    const used = await usedAmong(graph, page);
    for (const node of page) {
      if (used.has(node.id)) continue;
      if (unused.length === mostNodes) return { nodes: unused, isCut: true };
      unused.push(node);
    }
  }
  return { nodes: unused, isCut: false };
}

/** A class is used with any of its members. */
async function usedAmong(graph: GraphStore, page: readonly NodeOutline[]): Promise<ReadonlySet<string>> {
  const ids = page.map(({ id }) => id);
  const classes = page.filter(({ label }) => label === "CLASS").map(({ id }) => id);
  const members = new Map<string, string>();
  if (classes.length > 0)
    for (const { fromId, toId } of await graph.readRelations({
      types: ["FUNCTION_DEFINITION"],
      fromIds: classes,
    }))
      members.set(toId, fromId);
  const used = new Set<string>();
  const types = ["CALLS", "INHERITS"] as const;
  const asked = [...new Set([...ids, ...members.keys()])];
  for (let start = 0; start < asked.length; start += IDS_PER_QUERY)
    for (const { fromId, toId } of await graph.readRelations({
      types,
      toIds: asked.slice(start, start + IDS_PER_QUERY),
    })) {
      if (fromId === toId) continue;
      used.add(toId);
      const owner = members.get(toId);
      if (owner !== undefined && !fromId.startsWith(`${owner}.`)) used.add(owner);
    }
  return used;
}
