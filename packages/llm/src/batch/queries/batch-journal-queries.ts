/** What was written is on the disk before the next step: after kill -9, and after a power cut, it is there. */
export const CONFIGURE = `
PRAGMA busy_timeout = 5000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON`;

/** Calls go with their batch, and what they ask for with them; `asked` is found by its key. */
export const CREATE_SCHEMA = `
CREATE TABLE IF NOT EXISTS batch (
  key TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  mark TEXT,
  service_id TEXT,
  begun_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS call (
  id TEXT PRIMARY KEY,
  batch TEXT NOT NULL REFERENCES batch (key) ON DELETE CASCADE,
  status INTEGER,
  body TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS call_of_batch ON call (batch);
CREATE TABLE IF NOT EXISTS asked (
  key TEXT NOT NULL,
  call TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (key, call)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS asked_by_call ON asked (call)`;

/** Parameters: key, address, begun at. */
export const INSERT_BATCH = "INSERT INTO batch (key, address, begun_at_ms) VALUES (?, ?, ?)";

/** Parameters: id, batch. */
export const INSERT_CALL = "INSERT INTO call (id, batch) VALUES (?, ?)";

/** Parameters: key, call, position, count. */
export const INSERT_ASKED = "INSERT OR REPLACE INTO asked (key, call, position, count) VALUES (?, ?, ?, ?)";

/** Parameters: mark, key; by the primary key. */
export const SET_MARK = "UPDATE batch SET mark = ? WHERE key = ?";

/** Parameters: id at the service, key; by the primary key. */
export const SET_SERVICE_ID = "UPDATE batch SET service_id = ? WHERE key = ?";

/** Parameters: status, body, id; by the primary key. */
export const SET_ANSWER = "UPDATE call SET status = ?, body = ? WHERE id = ?";

/** Parameter: key; by the primary key. */
export const DELETE_BATCH = "DELETE FROM batch WHERE key = ?";

/** Parameter: id; by the primary key. */
export const DELETE_CALL = "DELETE FROM call WHERE id = ?";

/** Batches of which no call is left; by the index of calls. */
export const DELETE_EMPTY_BATCHES = "DELETE FROM batch WHERE key NOT IN (SELECT batch FROM call)";

/** Services keep answers for 29 or 30 days. Parameter: begun before. */
export const DELETE_OLD_BATCHES = "DELETE FROM batch WHERE begun_at_ms < ?";

/** The latest call that asks for this, at this address. Parameters: key, address; by the primary keys. */
export const SELECT_EARLIER = `
SELECT asked.call AS call, asked.position AS position, asked.count AS count
FROM asked JOIN call ON call.id = asked.call JOIN batch ON batch.key = call.batch
WHERE asked.key = ? AND batch.address = ? ORDER BY batch.begun_at_ms DESC LIMIT 1`;

/** Parameter: id; by the primary keys. */
export const SELECT_CALL = `
SELECT call.status AS status, call.body AS body, batch.key AS batch, batch.mark AS mark, batch.service_id AS service_id,
  batch.begun_at_ms AS begun_at_ms
FROM call JOIN batch ON batch.key = call.batch WHERE call.id = ?`;

/** Parameter: batch; by the index of calls. */
export const SELECT_CALLS_OF_BATCH = "SELECT id FROM call WHERE batch = ?";

/** Ids that services gave. */
export const SELECT_SERVICE_IDS = "SELECT service_id FROM batch WHERE service_id IS NOT NULL";
