/** Readers beside one writer; after kill -9 the file is sound and lacks at most the last entries. */
export const CONFIGURE = `
PRAGMA busy_timeout = 5000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL`;

/** One row a completion, found by its primary key; `used` serves the choice of what to drop. */
export const CREATE_SCHEMA = `
CREATE TABLE IF NOT EXISTS completion (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  checksum TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  used_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS used ON completion (used_at_ms, key, bytes)`;

/** Parameter: key; by the primary key. */
export const SELECT_COMPLETION = "SELECT value, checksum FROM completion WHERE key = ?";

/** Parameters: key, value, checksum, bytes, used at. */
export const UPSERT_COMPLETION =
  "INSERT OR REPLACE INTO completion (key, value, checksum, bytes, used_at_ms) VALUES (?, ?, ?, ?, ?)";

/** Parameters: used at, key; by the primary key. */
export const TOUCH_COMPLETION = "UPDATE completion SET used_at_ms = ? WHERE key = ?";

/** Parameter: key; by the primary key. */
export const DELETE_COMPLETION = "DELETE FROM completion WHERE key = ?";

/** By the index alone. */
export const SUM_BYTES = "SELECT total(bytes) AS bytes FROM completion";

/** Drops what was not used for longest, so that at most so many bytes stay; by the index alone. Parameter: bytes. */
export const DROP_LEAST_USED = `
DELETE FROM completion WHERE key IN (
  SELECT key FROM (
    SELECT key, sum(bytes) OVER (ORDER BY used_at_ms DESC, key DESC) AS newer_bytes FROM completion
  ) WHERE newer_bytes > ?
)`;
