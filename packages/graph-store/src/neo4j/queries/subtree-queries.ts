import { ALL_RELATIONS, CODE_LABELS, CONTAINMENT, MATCH_BY_IDS } from "./shapes.js";

/**
 * A node as it is stored; who reads it fills in what another program left out. A list is one value of the protocol's,
 * whatever it holds (measured: two thirds of the time of columns).
 */
const NODE = `
[elementId(n), n.id, labels(n), n.path, n.name, n.source_hash, d.node_key, d.summary_hash, n.kind] AS node`;

/** Edges of a node: type, far end, and whether they leave it. One pattern, since each takes its time to plan. */
const edges = (arrow: string): string =>
  `[(n)${arrow}(other:${CODE_LABELS}) | [type(r), elementId(other), startNode(r) = n]] AS edges`;

const OPTIONAL_DOCUMENTATION = "OPTIONAL MATCH (d:DOCUMENTATION)-[:DESCRIBES]->(n)";

/** One breadth-first walk (DISTINCT lets the planner prune), each node met once, with every edge. */
const WALK = `
MATCH (root)-[:${CONTAINMENT}*0..]->(n:${CODE_LABELS})
WITH DISTINCT n
${OPTIONAL_DOCUMENTATION}
RETURN ${NODE}, ${edges(`-[r:${ALL_RELATIONS}]-`)}`;

/** The roots and all that they contain; by `CODE(id)`. */
export const DESCENDANTS = `MATCH (root:CODE) WHERE root.id IN $ids${WALK}`;

/** The same where a root may be a node of another program's. */
export const DESCENDANTS_OF_ANY = `${MATCH_BY_IDS}
WITH n AS root${WALK}`;

/** Every node with the edges that leave it. */
export const EVERYTHING = `
MATCH (n:${CODE_LABELS})
${OPTIONAL_DOCUMENTATION}
RETURN ${NODE}, ${edges(`-[r:${ALL_RELATIONS}]->`)}`;

/** Far ends of edges, by `$keys`. */
export const NODES_BY_KEYS = `
UNWIND $keys AS key
MATCH (n) WHERE elementId(n) = key
${OPTIONAL_DOCUMENTATION}
RETURN ${NODE}`;
