/**
 * Takes a JSON array of node ids; gives a JSON array of `[key, position]` of those that are in the graph, in the order of
 * the keys. By the unique index on id.
 */
export const SELECT_KEYS_IN_ORDER = `
SELECT json_group_array(json_array(node_key, position)) AS rows FROM (
  SELECT node.key AS node_key, wanted.key AS position FROM json_each(?) AS wanted JOIN node ON node.id = wanted.value
  ORDER BY node.key)`;

/** Writes the documentation of the node with the key given first. Texts by `bindText`. */
export const UPSERT_DOCUMENTATION = `
INSERT INTO documentation (describes, text, summary, text_hash, summary_hash, node_key, provider, model, is_partial, created_at_ms, grounding)
VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, CAST(? AS TEXT))
ON CONFLICT (describes) DO UPDATE SET
  text = excluded.text, summary = excluded.summary, text_hash = excluded.text_hash,
  summary_hash = excluded.summary_hash, node_key = excluded.node_key, provider = excluded.provider,
  model = excluded.model, is_partial = excluded.is_partial, created_at_ms = excluded.created_at_ms,
  grounding = excluded.grounding`;

const SELECT = `
SELECT json_object('node_id', node.id, 'text', text, 'summary', summary, 'text_hash', text_hash,
  'summary_hash', summary_hash, 'node_key', node_key, 'provider', provider, 'model', model, 'is_partial', is_partial,
  'created_at_ms', created_at_ms, 'grounding', grounding) AS json
FROM documentation JOIN node ON node.key = documentation.describes`;

export const SELECT_ALL_DOCUMENTATION = `${SELECT} ORDER BY node.id`;

/** Takes a JSON array of node ids. */
export const SELECT_DOCUMENTATION_OF = `${SELECT} WHERE node.id IN (SELECT value FROM json_each(?)) ORDER BY node.id`;

/** One page after the id given first, as long as the number given second; walks the unique index on id. */
export const SELECT_DOCUMENTATION_PAGE = `${SELECT} WHERE node.id > CAST(? AS TEXT) ORDER BY node.id LIMIT ?`;
