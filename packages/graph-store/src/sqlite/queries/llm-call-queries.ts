const HAS_SESSION = "EXISTS (SELECT 1 FROM processing_session AS s WHERE s.session_id = llm_call.session_id)";

/**
 * Notes an intent; an answered call stays as it is. One that was noted before and never answered is taken over, and
 * counted when nobody will ever know what became of it. Parameters: call key, node id, session id, model, started at;
 * texts by `bindText`, as below.
 */
export const UPSERT_INTENT = `
INSERT INTO llm_call (call_key, node_id, session_id, model, started_at_ms) VALUES (?, CAST(? AS TEXT), ?, CAST(? AS TEXT), ?)
ON CONFLICT (call_key) DO UPDATE SET
  unknown_attempts = unknown_attempts + (failure IS NULL AND NOT ${HAS_SESSION}), failure = NULL,
  session_id = excluded.session_id, started_at_ms = excluded.started_at_ms
WHERE finished_at_ms IS NULL`;

/** Parameters: text, summary, grounding, input tokens, those of them from a cache, output tokens, cost, finished at, call key. */
export const SET_RESULT = `
UPDATE llm_call SET text = CAST(? AS TEXT), summary = CAST(? AS TEXT), grounding = CAST(? AS TEXT), input_tokens = ?, cached_input_tokens = ?, output_tokens = ?, cost_usd = ?, finished_at_ms = ?,
  failure = NULL
WHERE call_key = ?`;

/** Parameters: reason, call key. An answer, given to another session meanwhile, counts more. */
export const SET_FAILURE =
  "UPDATE llm_call SET failure = CAST(? AS TEXT) WHERE call_key = ? AND finished_at_ms IS NULL";

const SELECT = `
SELECT json_object('call_key', call_key, 'node_id', node_id, 'session_id', session_id, 'model', model,
  'started_at_ms', started_at_ms, 'text', text, 'summary', summary, 'grounding', grounding, 'input_tokens', input_tokens,
  'cached_input_tokens', cached_input_tokens,
  'output_tokens', output_tokens, 'finished_at_ms', finished_at_ms, 'failure', failure,
  'unknown_attempts', unknown_attempts, 'has_session', ${HAS_SESSION}) AS json, cost_usd
FROM llm_call`;

export const SELECT_ALL_CALLS = SELECT;

/** Takes a JSON array of call keys. */
export const SELECT_CALLS = `${SELECT} WHERE call_key IN (SELECT value FROM json_each(?))`;

/** Counts by outcome, and sums. */
export const SUM_CALLS = `
SELECT count(finished_at_ms) AS answered, count(failure) AS failed,
  total(finished_at_ms IS NULL AND failure IS NULL AND ${HAS_SESSION}) AS under_way,
  total(finished_at_ms IS NULL AND failure IS NULL AND NOT ${HAS_SESSION}) + total(unknown_attempts) AS unknown,
  total(input_tokens) AS input_tokens, total(output_tokens) AS output_tokens, total(cost_usd) AS cost_usd,
  total(finished_at_ms IS NOT NULL AND cost_usd IS NULL) AS unpriced
FROM llm_call`;
