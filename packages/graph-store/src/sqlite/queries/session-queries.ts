/** Parameters: session id, host, pid, process start, end of lease. */
export const INSERT_SESSION = `
INSERT INTO processing_session (session_id, host, pid, process_started_at, lease_ends_at_ms) VALUES (?, ?, ?, ?, ?)`;

/** Changes no row when the session was swept; parameters: end of lease, session id. */
export const EXTEND_LEASE = "UPDATE processing_session SET lease_ends_at_ms = ? WHERE session_id = ?";

export const SELECT_SESSION_KEY = "SELECT key FROM processing_session WHERE session_id = ?";

export const SELECT_SESSIONS =
  "SELECT session_id, host, pid, process_started_at, lease_ends_at_ms FROM processing_session";

/** Its states follow by cascade. */
export const DELETE_SESSION = "DELETE FROM processing_session WHERE session_id = ?";

/**
 * One status for many nodes; parameters: session key, status, JSON array of node ids. In ascending order of the ids, in
 * which the primary key's pages are written once each (measured: a third of the time of single rows in any order).
 */
export const UPSERT_STATES = `
INSERT INTO processing_state (session_key, node_id, status)
SELECT ?1, value, ?2 FROM json_each(?3) WHERE true
ON CONFLICT (session_key, node_id) DO UPDATE SET status = excluded.status`;

export const SELECT_STATES = `
SELECT json_object('node_id', node_id, 'status', status) AS json FROM processing_state
WHERE session_key = (SELECT key FROM processing_session WHERE session_id = ?)
ORDER BY node_id`;
