export const CLEAR_MEMBERS = "DELETE FROM temp.subtree_member";

/** Collects the roots (a JSON array of ids) and all that they contain or define; by relation's primary key. */
export const COLLECT_DESCENDANTS = `
WITH RECURSIVE descendant (key) AS (
  SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?))
  UNION
  SELECT relation.to_key FROM descendant
  JOIN relation ON relation.from_key = descendant.key
    AND relation.type IN ('CONTAINS', 'CLASS_DEFINITION', 'FUNCTION_DEFINITION')
)
INSERT INTO temp.subtree_member (key) SELECT key FROM descendant`;

export const COLLECT_ALL = "INSERT INTO temp.subtree_member (key) SELECT key FROM node";

/** Edges that leave members, whatever their type; a scan in the order of the primary key. */
export const SELECT_OUTGOING_EDGES = `
SELECT relation.from_key, relation.type, relation.to_key
FROM temp.subtree_member AS member JOIN relation ON relation.from_key = member.key`;

/** Edges that enter members from elsewhere; by relation_by_target. */
export const SELECT_INCOMING_EDGES = `
SELECT relation.from_key, relation.type, relation.to_key
FROM temp.subtree_member AS member
JOIN relation ON relation.to_key = member.key
WHERE relation.from_key NOT IN (SELECT key FROM temp.subtree_member)`;

/** Light nodes of the members and of a JSON array of keys outside, ordered by id. */
export const SELECT_SUBTREE_NODES = `
SELECT node.key, node.id, node.label, node.path, node.name, node.source_hash,
  member.key IS NOT NULL AS is_inside, documentation.node_key, documentation.summary_hash
FROM (SELECT key FROM temp.subtree_member UNION SELECT value FROM json_each(?)) AS wanted
JOIN node ON node.key = wanted.key
LEFT JOIN temp.subtree_member AS member ON member.key = node.key
LEFT JOIN documentation ON documentation.describes = node.key
ORDER BY node.id`;
