/** Writes one relation given by ids (type, confidence, lines, from id, to id); changes no row when an end is missing. */
export const UPSERT_RELATION = `
INSERT INTO relation (from_key, type, to_key, confidence, lines)
SELECT source.key, ?, target.key, ?, ? FROM node AS source, node AS target
WHERE source.id = CAST(? AS TEXT) AND target.id = CAST(? AS TEXT)
ON CONFLICT (from_key, type, to_key) DO UPDATE SET confidence = excluded.confidence, lines = excluded.lines`;

/** Deletes one relation given by type, from id, to id; by the primary key. */
export const DELETE_RELATION = `
DELETE FROM relation
WHERE type = ?
  AND from_key = (SELECT key FROM node WHERE id = CAST(? AS TEXT))
  AND to_key = (SELECT key FROM node WHERE id = CAST(? AS TEXT))`;

/** Reads relations with the ids of their ends; conditions of {@link RELATION_CONDITIONS} may follow. */
export const SELECT_RELATIONS = `
SELECT json_object('type', relation.type, 'from_id', source.id, 'to_id', target.id) AS json, relation.confidence, relation.lines
FROM relation
JOIN node AS source ON source.key = relation.from_key
JOIN node AS target ON target.key = relation.to_key`;

export const ORDER_RELATIONS = " ORDER BY relation.type, source.id, target.id";

/** Each takes one JSON array; ends are served by the primary key and by relation_by_target. */
export const RELATION_CONDITIONS = {
  types: "relation.type IN (SELECT value FROM json_each(?))",
  fromIds: "relation.from_key IN (SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?)))",
  toIds: "relation.to_key IN (SELECT key FROM node WHERE id IN (SELECT value FROM json_each(?)))",
} as const;
