import type { RelationType } from "../model/code-node.js";
import type { Subtree, SubtreeEdge, SubtreeNode, SubtreeScope } from "../model/subtree.js";
import { idParameters } from "./foreign-ids.js";
import type { RunStatement } from "./neo4j-manager.js";
import { DESCENDANTS, EVERYTHING, NODES_BY_KEYS } from "./queries/subtree-queries.js";

type NodeRow = [
  key: string,
  id: string,
  label: SubtreeNode["label"],
  path: string,
  name: string,
  sourceHash: string,
  nodeKey: string | null,
  summaryHash: string | null,
];

type EdgeRow = [type: RelationType, farKey: string];

interface MemberRow {
  readonly node: NodeRow;
  readonly outgoing: readonly EdgeRow[];
  readonly incoming: readonly EdgeRow[];
}

interface KeyedEdge {
  readonly from: string;
  readonly type: RelationType;
  readonly to: string;
}

/** Reads a subtree in one statement and the far ends of its edges in another; edges come by the database's own keys. */
export async function readSubtree(
  run: RunStatement,
  rootIds: readonly string[],
  scope: SubtreeScope,
): Promise<Subtree> {
  const isAll = scope === "all";
  const rows = await run(isAll ? EVERYTHING : DESCENDANTS, isAll ? {} : idParameters(rootIds));
  const members = rows as unknown as readonly MemberRow[];
  const insideKeys = new Set(members.map(({ node: [key] }) => key));
  const keyedEdges: KeyedEdge[] = [];
  for (const { node, outgoing, incoming } of members) {
    const [key] = node;
    for (const [type, to] of outgoing) keyedEdges.push({ from: key, type, to });
    // Those from inside were met at their other end.
    for (const [type, from] of incoming) if (!insideKeys.has(from)) keyedEdges.push({ from, type, to: key });
  }
  const outsideKeys = new Set(
    keyedEdges.flatMap(({ from, to }) => [from, to]).filter((key) => !insideKeys.has(key)),
  );
  const outside = outsideKeys.size === 0 ? [] : await run(NODES_BY_KEYS, { keys: [...outsideKeys] });
  const nodes = [...members, ...(outside as unknown as readonly MemberRow[])]
    .map(({ node }) => node)
    .sort(([, a], [, b]) => (a < b ? -1 : 1));
  const positions = new Map(nodes.map(([key], position) => [key, position]));
  const edges: SubtreeEdge[] = [];
  for (const edge of keyedEdges) {
    const from = positions.get(edge.from);
    const to = positions.get(edge.to);
    // A far end may have been deleted between the statements.
    if (from !== undefined && to !== undefined) edges.push({ type: edge.type, from, to });
  }
  return { nodes: nodes.map((node) => toSubtreeNode(node, insideKeys.has(node[0]))), edges };
}

function toSubtreeNode(row: NodeRow, isInside: boolean): SubtreeNode {
  const [, id, label, path, name, sourceHash, nodeKey, summaryHash] = row;
  const documentation = nodeKey === null || summaryHash === null ? null : { nodeKey, summaryHash };
  return { id, label, path, name, sourceHash, isInside, documentation };
}
