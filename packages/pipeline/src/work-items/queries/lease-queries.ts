/** Several processes may take items at once; a killed one hurts nothing. A process that just makes the file is waited for. */
export const PREPARATIONS = ["PRAGMA busy_timeout = 10000", "PRAGMA journal_mode = WAL"];

/** Who writes of which node, until when; `node_key` tells from what it was to be written. */
export const CREATE_LEASES = `
CREATE TABLE IF NOT EXISTS lease (
  node_id TEXT PRIMARY KEY, node_key TEXT NOT NULL, token TEXT NOT NULL,
  host TEXT NOT NULL, pid INTEGER NOT NULL, started_at TEXT NOT NULL, expires_at_ms INTEGER NOT NULL
) WITHOUT ROWID`;

/** All that are held; a handful. */
export const SELECT_LEASES =
  "SELECT node_id AS nodeId, host, pid, started_at AS startedAt, expires_at_ms AS expiresAtMs FROM lease";

/** Takes a node, where nobody has it: of several at once one changes a row. The last parameter is now. */
export const TAKE_LEASE = `
INSERT INTO lease (node_id, node_key, token, host, pid, started_at, expires_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (node_id) DO UPDATE SET
  node_key = excluded.node_key, token = excluded.token, host = excluded.host, pid = excluded.pid,
  started_at = excluded.started_at, expires_at_ms = excluded.expires_at_ms
WHERE lease.expires_at_ms <= ?`;

/** Holds a lease on for the time of its use (until, node, token, now); gives the key that it was taken for. */
export const HOLD_LEASE = `
UPDATE lease SET expires_at_ms = max(expires_at_ms, ?) WHERE node_id = ? AND token = ? AND expires_at_ms > ?
RETURNING node_key AS nodeKey`;

/** Gives a lease back (node, token). */
export const END_LEASE = "DELETE FROM lease WHERE node_id = ? AND token = ?";

/** Of a process that is gone (node, process id, its start). */
export const END_LEASE_OF = "DELETE FROM lease WHERE node_id = ? AND pid = ? AND started_at = ?";

/** By which leases sentences without a citation were given back once; rows of leases that are over go with the next one. */
export const CREATE_ASKED_AGAIN = `
CREATE TABLE IF NOT EXISTS asked_again (token TEXT PRIMARY KEY) WITHOUT ROWID`;

/** Notes it (token); changes nothing where it was noted before. */
export const NOTE_ASKED_AGAIN = "INSERT OR IGNORE INTO asked_again (token) VALUES (?)";

/** Leaves those of leases that are held. */
export const FORGET_ASKED_AGAIN = "DELETE FROM asked_again WHERE token NOT IN (SELECT token FROM lease)";
