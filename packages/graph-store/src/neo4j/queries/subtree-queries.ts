import { ALL_RELATIONS, CODE_LABELS, CONTAINMENT, idOf, labelOf, MATCH_BY_IDS, nameOf } from "./shapes.js";

/** A list is one value of the protocol's, whatever it holds (measured: two thirds of the time of columns). */
const NODE = `
[elementId(n), ${idOf("n")}, ${labelOf("n")}, coalesce(n.path, ''), ${nameOf("n")}, coalesce(n.source_hash, ''),
  d.node_key, d.summary_hash] AS node`;

/** Edges of a node as lists of type and far end; each relation once, however often another program wrote it. */
const edges = (arrow: string): string =>
  `COLLECT { MATCH (n)${arrow}(other:${CODE_LABELS}) WITH DISTINCT type(r) AS type, other RETURN [type, elementId(other)] }`;
const OUTGOING = `${edges(`-[r:${ALL_RELATIONS}]->`)} AS outgoing`;
const INCOMING = `${edges(`<-[r:${ALL_RELATIONS}]-`)} AS incoming`;

const OPTIONAL_DOCUMENTATION = "OPTIONAL MATCH (d:DOCUMENTATION)-[:DESCRIBES]->(n)";

/**
 * The roots and all that they contain, with every edge: one breadth-first walk (DISTINCT lets the planner prune), each node
 * met once.
 */
export const DESCENDANTS = `${MATCH_BY_IDS}
WITH n AS root
MATCH (root)-[:${CONTAINMENT}*0..]->(n:${CODE_LABELS})
WITH DISTINCT n
${OPTIONAL_DOCUMENTATION}
RETURN ${NODE}, ${OUTGOING}, ${INCOMING}`;

/** Every node with the edges that leave it. */
export const EVERYTHING = `
MATCH (n:${CODE_LABELS})
${OPTIONAL_DOCUMENTATION}
RETURN ${NODE}, ${OUTGOING}, [] AS incoming`;

/** Far ends of edges, by `$keys`. */
export const NODES_BY_KEYS = `
UNWIND $keys AS key
MATCH (n) WHERE elementId(n) = key
${OPTIONAL_DOCUMENTATION}
RETURN ${NODE}`;
