/** Writes the documentation of the node with the id given last; nothing when that node is gone. */
export const UPSERT_DOCUMENTATION = `
INSERT INTO documentation (describes, text, summary, text_hash, summary_hash, node_key, provider, model, is_partial, created_at_ms)
SELECT key, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM node WHERE id = ?
ON CONFLICT (describes) DO UPDATE SET
  text = excluded.text, summary = excluded.summary, text_hash = excluded.text_hash,
  summary_hash = excluded.summary_hash, node_key = excluded.node_key, provider = excluded.provider,
  model = excluded.model, is_partial = excluded.is_partial, created_at_ms = excluded.created_at_ms`;

const SELECT = `
SELECT node.id AS node_id, text, summary, text_hash, summary_hash, node_key, provider, model, is_partial, created_at_ms
FROM documentation JOIN node ON node.key = documentation.describes`;

export const SELECT_ALL_DOCUMENTATION = `${SELECT} ORDER BY node.id`;

/** Takes a JSON array of node ids. */
export const SELECT_DOCUMENTATION_OF = `${SELECT} WHERE node.id IN (SELECT value FROM json_each(?)) ORDER BY node.id`;

/** One page after the id given first, as long as the number given second; walks the unique index on id. */
export const SELECT_DOCUMENTATION_PAGE = `${SELECT} WHERE node.id > ? ORDER BY node.id LIMIT ?`;
