import { ALL_RELATIONS, CODE_LABELS, idOf, labelOf, MATCH_BY_IDS, nameOf } from "./shapes.js";

const RETURN_NODE = `
RETURN ${idOf("n")} AS id, ${labelOf("n")} AS label, coalesce(n.path, '') AS path, ${nameOf("n")} AS name,
  n.language AS language, n.start_line AS start_line, n.end_line AS end_line, n.signature AS signature,
  n.docstring AS docstring, coalesce(n.source, '') AS source, coalesce(n.source_hash, '') AS source_hash,
  n.kind AS kind
ORDER BY id`;

/** Conditions with a null parameter hold for every node. */
const NODE_CONDITIONS = `
WITH n
WHERE ($labels IS NULL OR any(label IN $labels WHERE label IN labels(n)))
  AND ($paths IS NULL OR n.path IN $paths)
  AND ($names IS NULL OR ${nameOf("n")} IN $names)`;

/**
 * Nodes of this store's own making by ids alone, unordered, as lists of the fields of `OwnNodeRow`: a run reads all its
 * sources this way. By `CODE(id)`.
 */
export const SELECT_OWN_NODES = `
MATCH (n:CODE) WHERE n.id IN $ids
RETURN [n.id, labels(n), n.path, n.name, n.language, n.start_line, n.end_line, n.signature, n.docstring, n.source,
  n.source_hash, n.kind] AS node`;

/** Nodes by ids and other conditions. */
export const SELECT_NODES_BY_IDS = `${MATCH_BY_IDS}${NODE_CONDITIONS}${RETURN_NODE}`;

/** Nodes by path and other conditions; by the index on the path of each label. */
export const SELECT_NODES_BY_PATHS = `MATCH (n:${CODE_LABELS}) WHERE n.path IN $paths${NODE_CONDITIONS}${RETURN_NODE}`;

/** Nodes by label or name: a scan of the labels. */
export const SELECT_NODES = `MATCH (n:${CODE_LABELS})${NODE_CONDITIONS}${RETURN_NODE}`;

/** All nodes without their texts: a scan of the labels. */
export const SELECT_OUTLINE = `MATCH (n:${CODE_LABELS})
RETURN ${idOf("n")} AS id, ${labelOf("n")} AS label, coalesce(n.path, '') AS path, ${nameOf("n")} AS name,
  n.language AS language, n.start_line AS start_line, n.end_line AS end_line, n.kind AS kind
ORDER BY id`;

const RELATION_CONDITIONS = `
WHERE source:${CODE_LABELS} AND target:${CODE_LABELS}
  AND ($types IS NULL OR type(r) IN $types)
  AND ($from_ids IS NULL OR ${idOf("source")} IN $from_ids)
  AND ($to_ids IS NULL OR ${idOf("target")} IN $to_ids)`;

const RETURN_RELATION = `
RETURN DISTINCT type(r) AS type, ${idOf("source")} AS from_id, ${idOf("target")} AS to_id,
  coalesce(r.confidence, 1.0) AS confidence, r.lines AS lines
ORDER BY type, from_id, to_id`;

/** Relations that start at given nodes. */
export const SELECT_RELATIONS_FROM = `${MATCH_BY_IDS}
WITH n AS source MATCH (source)-[r:${ALL_RELATIONS}]->(target)${RELATION_CONDITIONS}${RETURN_RELATION}`;

/** Relations that end at given nodes. */
export const SELECT_RELATIONS_TO = `${MATCH_BY_IDS}
WITH n AS target MATCH (source)-[r:${ALL_RELATIONS}]->(target)${RELATION_CONDITIONS}${RETURN_RELATION}`;

/** Relations by type, or all. */
export const SELECT_RELATIONS = `MATCH (source)-[r:${ALL_RELATIONS}]->(target)${RELATION_CONDITIONS}${RETURN_RELATION}`;

const RETURN_DOCUMENTATION = `
RETURN d.node_id AS node_id, d.text AS text, d.summary AS summary, d.text_hash AS text_hash,
  d.summary_hash AS summary_hash, d.node_key AS node_key, d.provider AS provider, d.model AS model,
  d.is_partial AS is_partial, d.created_at_ms AS created_at_ms,
  d.grounding AS grounding
ORDER BY node_id`;

/** Documentation of given nodes; by `DOCUMENTATION(node_id)`. */
export const SELECT_DOCUMENTATION_OF = `MATCH (d:DOCUMENTATION) WHERE d.node_id IN $node_ids${RETURN_DOCUMENTATION}`;

export const SELECT_ALL_DOCUMENTATION = `MATCH (d:DOCUMENTATION) WHERE d.node_id IS NOT NULL${RETURN_DOCUMENTATION}`;

/** The page after a node id; by `DOCUMENTATION(node_id)`. */
export const SELECT_DOCUMENTATION_PAGE = `
MATCH (d:DOCUMENTATION) WHERE d.node_id > $after${RETURN_DOCUMENTATION} LIMIT toInteger($limit)`;

const HAS_SESSION = "EXISTS { (:ProcessingSession {session_id: c.session_id}) }";

const RETURN_CALL = `RETURN properties(c) AS call, ${HAS_SESSION} AS has_session`;

/** Journal entries; by `LlmCall(call_key)`. */
export const SELECT_CALLS = `MATCH (c:LlmCall) WHERE c.call_key IN $call_keys ${RETURN_CALL}`;

export const SELECT_ALL_CALLS = `MATCH (c:LlmCall) ${RETURN_CALL}`;

export const COUNT_NODES = `MATCH (n:${CODE_LABELS}) RETURN ${labelOf("n")} AS label, count(*) AS count`;

export const COUNT_RELATIONS = `
MATCH (source:${CODE_LABELS})-[r:${ALL_RELATIONS}]->(target:${CODE_LABELS}) RETURN type(r) AS type, count(*) AS count`;

export const COUNT_THE_REST = `
CALL () { MATCH (d:DOCUMENTATION)-[:DESCRIBES]->() RETURN count(d) AS documented }
CALL () { MATCH (s:ProcessingSession) RETURN count(s) AS sessions }
CALL () { MATCH (p:ProcessingState) RETURN count(p) AS states }
CALL () {
  MATCH (c:LlmCall)
  WITH c, c.finished_at_ms IS NULL AND c.failure IS NULL AS is_open, ${HAS_SESSION} AS has_session
  RETURN count(c.finished_at_ms) AS answered, count(c.failure) AS failed,
    sum(CASE WHEN is_open AND has_session THEN 1 ELSE 0 END) AS under_way,
    sum(CASE WHEN is_open AND NOT has_session THEN 1 ELSE 0 END + coalesce(c.unknown_attempts, 0)) AS unknown,
    sum(c.input_tokens) AS input_tokens, sum(c.output_tokens) AS output_tokens, sum(c.cost_usd) AS cost_usd,
    sum(CASE WHEN c.finished_at_ms IS NOT NULL AND c.cost_usd IS NULL THEN 1 ELSE 0 END) AS unpriced
}
RETURN *`;
