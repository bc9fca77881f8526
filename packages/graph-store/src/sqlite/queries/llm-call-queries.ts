/** Notes an intent again when the earlier one was never answered; an answered one stays as it is. */
export const UPSERT_INTENT = `
INSERT INTO llm_call (call_key, node_id, session_id, model, started_at_ms) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (call_key) DO UPDATE SET session_id = excluded.session_id, started_at_ms = excluded.started_at_ms
WHERE finished_at_ms IS NULL`;

/** Parameters: text, summary, input tokens, output tokens, cost, finished at, call key. */
export const SET_RESULT = `
UPDATE llm_call SET text = ?, summary = ?, input_tokens = ?, output_tokens = ?, cost_usd = ?, finished_at_ms = ?
WHERE call_key = ?`;

/** Takes a JSON array of call keys. */
export const SELECT_CALLS = `
SELECT call_key, node_id, session_id, model, started_at_ms, text, summary, input_tokens, output_tokens, cost_usd, finished_at_ms
FROM llm_call WHERE call_key IN (SELECT value FROM json_each(?))`;
