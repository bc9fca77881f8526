/** Before sentences had what they stand on, and before texts. */
const VERSION_4 = `
ALTER TABLE llm_call DROP COLUMN grounding;
ALTER TABLE llm_call DROP COLUMN cached_input_tokens;
ALTER TABLE documentation DROP COLUMN grounding;
PRAGMA user_version = 4;`;

/** Nodes and relations as they were until version 3. */
const VERSION_3 = `
${VERSION_4}
ALTER TABLE node DROP COLUMN kind;
ALTER TABLE relation DROP COLUMN lines;
PRAGMA user_version = 3;`;

/** The journal as it was until version 2, with a call that was answered and one that was not. */
const VERSION_2 = `
${VERSION_3}
DROP TABLE llm_call;
CREATE TABLE llm_call (
  call_key TEXT PRIMARY KEY,
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
) STRICT, WITHOUT ROWID;
INSERT INTO llm_call (call_key, node_id, session_id, model, started_at_ms) VALUES ('asked', 'a.py', 's', 'm', 1);
INSERT INTO llm_call
  (call_key, node_id, session_id, model, started_at_ms, text, summary, input_tokens, output_tokens, cost_usd, finished_at_ms)
VALUES ('answered', 'b.py', 's', 'm', 2, 'b', 'b', 10, 1, 0.5, 3);
PRAGMA user_version = 2;`;

const VERSION_1 = `
${VERSION_2}
ALTER TABLE llm_call DROP COLUMN failure;
ALTER TABLE llm_call DROP COLUMN unknown_attempts;
PRAGMA user_version = 1;`;

/** What makes of a new file one that an earlier version wrote. */
export const TO_EARLIER_VERSION = { 1: VERSION_1, 2: VERSION_2, 3: VERSION_3, 4: VERSION_4 } as const;
