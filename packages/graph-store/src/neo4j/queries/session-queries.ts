/** Leases are reckoned by the database's clock: those of the holders may differ. */
export const CREATE_SESSION = `
CREATE (:ProcessingSession {session_id: $session_id, host: $host, pid: $pid, process_started_at: $process_started_at,
  lease_ends_at_ms: timestamp() + $lease_ms, is_closing: false})`;

/** Gives no row when the session is gone; by `ProcessingSession(session_id)`. */
export const EXTEND_LEASE = `
MATCH (s:ProcessingSession {session_id: $session_id, is_closing: false})
SET s.lease_ends_at_ms = timestamp() + $lease_ms
RETURN s.session_id AS session_id`;

export const SELECT_SESSIONS = `
MATCH (s:ProcessingSession)
RETURN s.session_id AS session_id, s.host AS host, s.pid AS pid, s.process_started_at AS process_started_at,
  s.lease_ends_at_ms < timestamp() OR s.is_closing AS is_over`;

/** First step of closing: from now on nothing is recorded, and whoever sweeps may go on where this one stops. */
export const MARK_CLOSING = `
MATCH (s:ProcessingSession {session_id: $session_id}) SET s.is_closing = true`;

/** Some of the session's states at a time, to keep transactions small; gives how many. By `ProcessingState(session_id, node_id)`. */
export const DELETE_STATES = `
MATCH (p:ProcessingState {session_id: $session_id})
WITH p LIMIT toInteger($limit)
DELETE p
RETURN count(*) AS deleted`;

export const DELETE_SESSION = "MATCH (s:ProcessingSession {session_id: $session_id}) DELETE s";

const MATCH_SESSION = `
MATCH (s:ProcessingSession {session_id: $session_id, is_closing: false})`;

/** Setting a property of the session locks it, so that nothing slips in while another run marks it as closing. */
const MATCH_AND_LOCK_SESSION = `${MATCH_SESSION}
SET s.recorded_at_ms = timestamp()
WITH s`;

const WRITE_STATES = `
CALL (s) {
  UNWIND $record.states AS change
  UNWIND change.node_ids AS node_id
  MERGE (p:ProcessingState {session_id: s.session_id, node_id: node_id})
  SET p.status = change.status
  RETURN count(*) AS states
}`;

const WRITE_CALLS = `
CALL (s) {
  UNWIND $record.intents AS row
  MERGE (c:LlmCall {call_key: row.call_key})
  WITH s, c, row WHERE c.finished_at_ms IS NULL
  WITH s, c, row, c.session_id IS NOT NULL AND c.failure IS NULL
    AND NOT EXISTS { (:ProcessingSession {session_id: c.session_id}) } AS is_unknown
  SET c += row, c.session_id = s.session_id, c.failure = null,
    c.unknown_attempts = coalesce(c.unknown_attempts, 0) + CASE WHEN is_unknown THEN 1 ELSE 0 END
  RETURN count(*) AS intents
}
CALL () {
  UNWIND $record.results AS row
  MATCH (c:LlmCall {call_key: row.call_key})
  SET c += row, c.failure = null
  RETURN count(*) AS results
}
CALL () {
  UNWIND $record.failures AS row
  MATCH (c:LlmCall {call_key: row.call_key}) WHERE c.finished_at_ms IS NULL
  SET c.failure = row.reason
  RETURN count(*) AS failures
}`;

const WRITE_TEXTS = `
CALL () {
  UNWIND $record.documentation AS row
  MATCH (n:CODE {id: row.node_id})
  MERGE (d:DOCUMENTATION {node_id: row.node_id})
  SET d = row, d.path = n.path
  MERGE (d)-[:DESCRIBES]->(n)
  RETURN count(*) AS documented
}
CALL () {
  UNWIND $record.foreign_documentation AS row
  MATCH (n) WHERE elementId(n) = row.node_id
  MERGE (d:DOCUMENTATION {node_id: row.node_id})
  SET d = row, d.path = n.path
  MERGE (d)-[:DESCRIBES]->(n)
  RETURN count(*) AS documented_foreign
}`;

/**
 * What a session records, in one statement and thereby one transaction; no row when the session is gone. Rows come ordered
 * by id: two sessions that write the same nodes then wait for each other instead of running into a deadlock.
 *
 * All lists come in one map: of each list that is a parameter itself the server keeps plans apart by its size, and plans
 * the statement anew for each combination of sizes.
 */
export const RECORD = {
  /** Statuses and documentation. */
  texts: `${MATCH_AND_LOCK_SESSION}${WRITE_STATES}${WRITE_TEXTS}
RETURN states`,
  /** Calls alone, which outlive the session: a worker waits for them, and not for the statuses and texts of others. */
  journal: `${MATCH_SESSION}${WRITE_CALLS}
RETURN intents`,
  session: `${MATCH_AND_LOCK_SESSION}${WRITE_STATES}${WRITE_CALLS}${WRITE_TEXTS}
RETURN states`,
} as const;

export const SELECT_STATES = `
MATCH (p:ProcessingState {session_id: $session_id})
RETURN p.node_id AS node_id, p.status AS status ORDER BY node_id`;
