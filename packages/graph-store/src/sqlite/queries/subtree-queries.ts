export const CLEAR_MEMBERS = "DELETE FROM temp.subtree_member";

/** Collects the roots (a JSON array of ids) and all that they contain or define; by relation's primary key. */
export const COLLECT_DESCENDANTS = `
WITH RECURSIVE descendant (key) AS (
  SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?))
  UNION
  SELECT relation.to_key FROM descendant
  JOIN relation ON relation.from_key = descendant.key
    AND relation.type IN ('CONTAINS', 'CLASS_DEFINITION', 'FUNCTION_DEFINITION', 'TEXT_DEFINITION')
)
INSERT INTO temp.subtree_member (key) SELECT key FROM descendant`;

export const COLLECT_ALL = "INSERT INTO temp.subtree_member (key) SELECT key FROM node";

/**
 * The result sets below come as JSON arrays, one for each page of members: the binding needs some microseconds for each
 * value that it hands over, a JSON text of ten thousand rows is one (measured: edges 10 times, nodes 3 times as fast).
 */
const PAGE = "SELECT key FROM temp.subtree_member WHERE key > ? ORDER BY key LIMIT ?";

/** Largest key of the page after a key; `null` after the last page. Parameters: key before the page, rows. */
export const SELECT_PAGE_END = `SELECT max(key) AS end FROM (${PAGE})`;

/** Edges that leave a page's members, whatever their type; in the order of the primary key. */
export const SELECT_OUTGOING_EDGES = `
SELECT json_group_array(json_array(relation.from_key, relation.type, relation.to_key)) AS rows
FROM (${PAGE}) AS member JOIN relation ON relation.from_key = member.key`;

/** Edges that enter a page's members from elsewhere; by relation_by_target. */
export const SELECT_INCOMING_EDGES = `
SELECT json_group_array(json_array(relation.from_key, relation.type, relation.to_key)) AS rows
FROM (${PAGE}) AS member JOIN relation ON relation.to_key = member.key
WHERE relation.from_key NOT IN (SELECT key FROM temp.subtree_member)`;

const NODE_ROW = `json_array(node.key, node.id, node.label, node.path, node.name, node.source_hash,
  documentation.node_key, documentation.summary_hash, node.kind)`;

/** Light nodes of a page's members; by primary keys. */
export const SELECT_MEMBER_NODES = `
SELECT json_group_array(${NODE_ROW}) AS rows
FROM (${PAGE}) AS member JOIN node ON node.key = member.key
LEFT JOIN documentation ON documentation.describes = node.key`;

/** Light nodes of a JSON array of keys; by primary keys. */
export const SELECT_OUTSIDE_NODES = `
SELECT json_group_array(${NODE_ROW}) AS rows
FROM json_each(?) AS wanted JOIN node ON node.key = wanted.value
LEFT JOIN documentation ON documentation.describes = node.key`;
