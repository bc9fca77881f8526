import type { RelationType } from "../model/code-node.js";
import {
  ofKind,
  type Subtree,
  type SubtreeEdge,
  type SubtreeNode,
  type SubtreeScope,
} from "../model/subtree.js";
import { idParameters } from "./foreign-ids.js";
import type { RunStatement } from "./neo4j-manager.js";
import { DESCENDANTS, DESCENDANTS_OF_ANY, EVERYTHING, NODES_BY_KEYS } from "./queries/subtree-queries.js";
import { labelAmong } from "./rows.js";

/** Nodes of other programs have nothing for certain but their key and a label. */
type NodeRow = [
  key: string,
  id: string | null,
  labels: readonly string[],
  path: string | null,
  name: string | null,
  sourceHash: string | null,
  nodeKey: string | null,
  summaryHash: string | null,
  kind: string | null,
];

type EdgeRow = [type: RelationType, farKey: string, isOutgoing: boolean];

interface MemberRow {
  readonly node: NodeRow;
  readonly edges: readonly EdgeRow[];
}

interface KeyedNode {
  readonly key: string;
  readonly node: SubtreeNode;
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
  const members = (await readMembers(run, rootIds, scope)) as unknown as readonly MemberRow[];
  const insideKeys = new Set(members.map(({ node: [key] }) => key));
  const keyedEdges = members.flatMap((member) => edgesOf(member, insideKeys));
  const outsideKeys = new Set(
    keyedEdges.flatMap(({ from, to }) => [from, to]).filter((key) => !insideKeys.has(key)),
  );
  const outside = outsideKeys.size === 0 ? [] : await run(NODES_BY_KEYS, { keys: [...outsideKeys] });
  const nodes = [...members, ...(outside as unknown as readonly MemberRow[])]
    .map(({ node }) => toKeyedNode(node, insideKeys))
    .sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  const positions = new Map(nodes.map(({ key }, position) => [key, position]));
  const edges: SubtreeEdge[] = [];
  for (const edge of keyedEdges) {
    const from = positions.get(edge.from);
    const to = positions.get(edge.to);
    // A far end may have been deleted between the statements.
    if (from !== undefined && to !== undefined) edges.push({ type: edge.type, from, to });
  }
  return { nodes: nodes.map(({ node }) => node), edges };
}

function readMembers(run: RunStatement, rootIds: readonly string[], scope: SubtreeScope) {
  if (scope === "all") return run(EVERYTHING);
  const { ids, elementIds } = idParameters(rootIds);
  return elementIds.length === 0 ? run(DESCENDANTS, { ids }) : run(DESCENDANTS_OF_ANY, { ids, elementIds });
}

/** Each relation once: those between members at their start, and once however often another program wrote it. */
function edgesOf({ node: [key], edges }: MemberRow, insideKeys: ReadonlySet<string>): KeyedEdge[] {
  const mine = edges.filter(([, farKey, isOutgoing]) => isOutgoing || !insideKeys.has(farKey));
  const unique = mine.length < 2 ? mine : new Map(mine.map((edge) => [edge.join(" "), edge])).values();
  return Array.from(unique, ([type, farKey, isOutgoing]) =>
    isOutgoing ? { from: key, type, to: farKey } : { from: farKey, type, to: key },
  );
}

function toKeyedNode(row: NodeRow, insideKeys: ReadonlySet<string>): KeyedNode {
  const [key, id, labels, path, name, sourceHash, nodeKey, summaryHash, kind] = row;
  const node: SubtreeNode = {
    id: id ?? key,
    label: labelAmong(labels),
    path: path ?? "",
    name: name ?? path?.split("/").at(-1) ?? "",
    sourceHash: sourceHash ?? "",
    ...ofKind(kind),
    isInside: insideKeys.has(key),
    documentation: nodeKey === null || summaryHash === null ? null : { nodeKey, summaryHash },
  };
  return { key, node };
}
