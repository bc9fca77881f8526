/** Writes one node, keeping its key so that relations and documentation stay; by the unique index on id. Texts by `bindText`. */
export const UPSERT_NODE = `
INSERT INTO node (id, label, path, name, language, start_line, end_line, signature, docstring, source, source_hash,
  kind)
VALUES (CAST(? AS TEXT), ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)
ON CONFLICT (id) DO UPDATE SET
  label = excluded.label, path = excluded.path, name = excluded.name, language = excluded.language,
  start_line = excluded.start_line, end_line = excluded.end_line, signature = excluded.signature,
  docstring = excluded.docstring, source = excluded.source, source_hash = excluded.source_hash,
  kind = excluded.kind`;

/** Gives a node another id (new, old); its key stays and with it all that refers to the node. */
export const CHANGE_NODE_ID = "UPDATE node SET id = CAST(? AS TEXT) WHERE id = CAST(? AS TEXT)";

export const SELECT_NODE_KEY = "SELECT key FROM node WHERE id = CAST(? AS TEXT)";

/** Deletes nodes by a JSON array of ids; relations and documentation follow by cascade. */
export const DELETE_NODES = "DELETE FROM node WHERE id IN (SELECT value FROM json_each(?))";

/** Reads whole nodes; conditions of {@link NODE_CONDITIONS} may follow. */
export const SELECT_NODES = `
SELECT json_object('id', id, 'label', label, 'path', path, 'name', name, 'language', language,
  'start_line', start_line, 'end_line', end_line, 'signature', signature, 'docstring', docstring, 'source', source,
  'source_hash', source_hash, 'kind', kind) AS json
FROM node`;

/** All nodes without their texts, as one JSON array of rows; in the order of the unique index on id. */
export const SELECT_OUTLINE = `
SELECT json_group_array(json_array(id, label, path, name, language, start_line, end_line, kind)) AS rows
FROM (SELECT * FROM node ORDER BY id LIMIT ? OFFSET ?)`;

/**
 * Whole nodes by a JSON array of ids, as one JSON array of rows: the binding takes its time for each value, and a text is
 * one (measured: two thirds of the time of rows). By the unique index on id.
 */
export const SELECT_NODES_AS_JSON = `
SELECT json_group_array(json_array(id, label, path, name, language, start_line, end_line, signature, docstring, source,
  source_hash, kind)) AS rows
FROM (SELECT * FROM node WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id)`;

export const ORDER_NODES = " ORDER BY id";

/** Each takes one JSON array; id, path and name are served by their indexes. */
export const NODE_CONDITIONS = {
  ids: "id IN (SELECT value FROM json_each(?))",
  labels: "label IN (SELECT value FROM json_each(?))",
  paths: "path IN (SELECT value FROM json_each(?))",
  names: "name IN (SELECT value FROM json_each(?))",
} as const;
