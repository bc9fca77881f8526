import { ALL_RELATIONS, CODE_LABELS, CONTAINMENT, idOf, labelOf, MATCH_BY_IDS, nameOf } from "./shapes.js";

/** The roots and all that they contain: a breadth-first walk (DISTINCT lets the planner prune), each node met once. */
const DESCENDANTS = `${MATCH_BY_IDS}
WITH n AS root
MATCH (root)-[:${CONTAINMENT}*0..]->(n:${CODE_LABELS})
WITH DISTINCT n`;

const EVERYTHING = `MATCH (n:${CODE_LABELS})`;

const RETURN_NODE = `
OPTIONAL MATCH (d:DOCUMENTATION)-[:DESCRIBES]->(n)
RETURN elementId(n) AS key, ${idOf("n")} AS id, ${labelOf("n")} AS label, coalesce(n.path, '') AS path,
  ${nameOf("n")} AS name, coalesce(n.source_hash, '') AS source_hash, d.node_key AS node_key,
  d.summary_hash AS summary_hash`;

const RETURN_EDGES_OUT = `
MATCH (n)-[r:${ALL_RELATIONS}]->(other:${CODE_LABELS})
RETURN DISTINCT elementId(n) AS from_key, type(r) AS type, elementId(other) AS to_key`;

export const DESCENDANT_NODES = `${DESCENDANTS}${RETURN_NODE}`;
export const DESCENDANT_EDGES_OUT = `${DESCENDANTS}${RETURN_EDGES_OUT}`;
export const DESCENDANT_EDGES_IN = `${DESCENDANTS}
MATCH (n)<-[r:${ALL_RELATIONS}]-(other:${CODE_LABELS})
RETURN DISTINCT elementId(other) AS from_key, type(r) AS type, elementId(n) AS to_key`;

export const ALL_NODES = `${EVERYTHING}${RETURN_NODE}`;
export const ALL_EDGES = `${EVERYTHING}${RETURN_EDGES_OUT}`;

/** Far ends of edges, by `$keys`. */
export const NODES_BY_KEYS = `
UNWIND $keys AS key
MATCH (n) WHERE elementId(n) = key${RETURN_NODE}`;
