/**
 * Begins the one set of pending changes that a graph may have; gives no row when there is one already. By
 * `PendingChanges(name)`, whose uniqueness decides between two that begin at the same moment.
 */
export const BEGIN_PENDING = `
OPTIONAL MATCH (other:PendingChanges {name: 'only'})
WITH other WHERE other IS NULL
CREATE (p:PendingChanges {name: 'only', change_id: $change_id, is_certain: false, is_dropped: false, host: $host,
  pid: $pid, process_started_at: $process_started_at, lease_ends_at_ms: timestamp() + $lease_ms})
RETURN p.change_id AS change_id`;

/** The set of pending changes, if there is one. A label scan of at most one node. */
export const SELECT_PENDING = `
MATCH (p:PendingChanges)
RETURN p.change_id AS change_id, p.is_certain AS is_certain, p.host AS host, p.pid AS pid,
  p.process_started_at AS process_started_at, p.lease_ends_at_ms < timestamp() AS is_over`;

/**
 * Takes the set's lock for the transaction and extends its lease; gives no row when the set is gone. Comes before each of the
 * statements below, which then see what others have committed. By `PendingChanges(name)`.
 */
export const LOCK_PENDING = `
MATCH (p:PendingChanges {name: 'only', change_id: $change_id})
SET p.lease_ends_at_ms = timestamp() + $lease_ms
RETURN p.change_id AS change_id`;

/** Puts a step by, also when it is repeated once; gives no row when the set is being dropped. By `PendingStep(change_id, sequence)`. */
export const ADD_PENDING_STEP = `
MATCH (p:PendingChanges {name: 'only', change_id: $change_id, is_certain: false, is_dropped: false})
MERGE (s:PendingStep {change_id: $change_id, sequence: $sequence})
SET s.kind = $kind, s.rows = $rows
RETURN s.sequence AS sequence`;

/** From here on the changes are going to be in the graph, whoever brings them to their end. */
export const MAKE_CERTAIN = `
MATCH (p:PendingChanges {name: 'only', change_id: $change_id, is_dropped: false})
SET p.is_certain = true
RETURN p.change_id AS change_id`;

/** From here on the changes are never going to be in the graph; gives no row when they are certain. */
export const BEGIN_DROPPING = `
MATCH (p:PendingChanges {name: 'only', change_id: $change_id, is_certain: false})
SET p.is_dropped = true
RETURN p.change_id AS change_id`;

/** Takes the first step out, in the transaction that does it. By `PendingStep(change_id, sequence)`. */
export const TAKE_PENDING_STEP = `
MATCH (s:PendingStep {change_id: $change_id})
WITH s ORDER BY s.sequence LIMIT 1
WITH s, s.kind AS kind, s.rows AS rows
DELETE s
RETURN kind, rows`;

/** Removes some of the steps; gives how many. */
export const DROP_PENDING_STEPS = `
MATCH (s:PendingStep {change_id: $change_id})
WITH s LIMIT 20
DELETE s
RETURN count(*) AS dropped`;

export const DROP_PENDING = "MATCH (p:PendingChanges {name: 'only', change_id: $change_id}) DELETE p";
