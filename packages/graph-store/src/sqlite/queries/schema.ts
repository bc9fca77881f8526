/** Raised with every change of the tables below; a file with a higher number is refused. */
export const SCHEMA_VERSION = 5;

/** Marks the file as a graph of this project ("STMG"), so that any other SQLite database is refused. */
export const APPLICATION_ID = 0x53544d47;

/**
 * Calls lie in the order in which they were noted, since that is how they are answered, too: an answer is written into a
 * page that others of the same transaction share. In the order of their keys, which are hashes, each would have a page
 * of its own.
 *
 * As of version 3, which the upgrade from version 2 makes: `ADD_GROUNDING_AND_CACHED` brings it up to today's.
 */
const CREATE_LLM_CALL = `
CREATE TABLE llm_call (
  key INTEGER PRIMARY KEY,
  call_key TEXT NOT NULL UNIQUE,
  node_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  model TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  text TEXT,
  summary TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cost_usd REAL,
  finished_at_ms INTEGER,
  failure TEXT,
  unknown_attempts INTEGER NOT NULL DEFAULT 0
) STRICT;`;

/** Last columns, so that a new file has them where an upgraded one does. */
const ADD_GROUNDING_AND_CACHED = `
ALTER TABLE llm_call ADD COLUMN grounding TEXT;
ALTER TABLE llm_call ADD COLUMN cached_input_tokens INTEGER;
ALTER TABLE documentation ADD COLUMN grounding TEXT;`;

/**
 * Every table and index. Relations and documentation refer to nodes by a small integer, which keeps both indexes of
 * `relation` a quarter of the size that ids would need.
 */
export const CREATE_SCHEMA = `
CREATE TABLE node (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT,
  start_line INTEGER,
  end_line INTEGER,
  signature TEXT,
  docstring TEXT,
  source TEXT NOT NULL,
  source_hash TEXT NOT NULL,
  kind TEXT
) STRICT;
CREATE INDEX node_by_path ON node (path);
CREATE INDEX node_by_name ON node (name);

CREATE TABLE relation (
  from_key INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
  type TEXT NOT NULL,
  to_key INTEGER NOT NULL REFERENCES node ON DELETE CASCADE,
  confidence REAL NOT NULL,
  lines TEXT,
  PRIMARY KEY (from_key, type, to_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_by_target ON relation (to_key, type);

CREATE TABLE documentation (
  describes INTEGER PRIMARY KEY REFERENCES node ON DELETE CASCADE,
  text TEXT NOT NULL,
  summary TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  summary_hash TEXT NOT NULL,
  node_key TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  is_partial INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE processing_session (
  key INTEGER PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  process_started_at TEXT NOT NULL,
  lease_ends_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE processing_state (
  session_key INTEGER NOT NULL REFERENCES processing_session ON DELETE CASCADE,
  node_id TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (session_key, node_id)
) STRICT, WITHOUT ROWID;

${CREATE_LLM_CALL}
${ADD_GROUNDING_AND_CACHED}`;

/** What takes a file of each earlier version to the next one. */
export const UPGRADES: Readonly<Record<number, string>> = {
  1: `
ALTER TABLE llm_call ADD COLUMN failure TEXT;
ALTER TABLE llm_call ADD COLUMN unknown_attempts INTEGER NOT NULL DEFAULT 0;`,
  2: `
ALTER TABLE llm_call RENAME TO llm_call_by_key;
${CREATE_LLM_CALL}
INSERT INTO llm_call (call_key, node_id, session_id, model, started_at_ms, text, summary, input_tokens, output_tokens,
  cost_usd, finished_at_ms, failure, unknown_attempts)
SELECT call_key, node_id, session_id, model, started_at_ms, text, summary, input_tokens, output_tokens,
  cost_usd, finished_at_ms, failure, unknown_attempts FROM llm_call_by_key ORDER BY started_at_ms;
DROP TABLE llm_call_by_key;`,
  3: `
ALTER TABLE node ADD COLUMN kind TEXT;
ALTER TABLE relation ADD COLUMN lines TEXT;`,
  // Also the label and relations of texts, which an older program does not know.
  4: ADD_GROUNDING_AND_CACHED,
};

/**
 * Readers never wait for the writer; a killed process loses nothing that was committed (only a power cut may). The log
 * is folded back after 32 MB, not 4: each time waits for the disk (measured: a tenth of a run).
 */
export const CONFIGURE_CONNECTION = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
PRAGMA busy_timeout = 0;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32000;
`;

/** Private to the connection: the members of the subtree being read. */
export const CREATE_TEMPORARY_TABLES =
  "CREATE TEMP TABLE IF NOT EXISTS subtree_member (key INTEGER PRIMARY KEY)";
