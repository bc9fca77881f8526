// The embedded store, and the same work by the plainest means on the same file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { SqliteGraphStore } from "@stemma/graph-store";

/** Nodes of one transaction when the rows are written by plain statements. */
const BATCH = 500;

/** Those of the store: the same durability, log and cache for both sides. */
const SETTINGS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32000;`;

const INSERT_SESSION = `
INSERT INTO processing_session (session_id, host, pid, process_started_at, lease_ends_at_ms) VALUES ('raw', '', 0, '', 0)`;
const UPSERT_STATE = `
INSERT INTO processing_state (session_key, node_id, status) VALUES (?, ?, ?)
ON CONFLICT (session_key, node_id) DO UPDATE SET status = excluded.status`;
const INSERT_DOCUMENTATION = `
INSERT INTO documentation (describes, text, summary, text_hash, summary_hash, node_key, provider, model, is_partial, created_at_ms)
SELECT key, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM node WHERE id = ?`;

export async function openSqlitePlace() {
  const folder = mkdtempSync(join(tmpdir(), "stemma-benchmark-"));
  let count = 0;
  let file = "";
  return {
    name: "SQLite",
    /** Two hundred calls a worker. */
    busyNodes: 20_000,
    /** The straightforward form grows with the square of the nodes: there it shows. */
    straightforwardNodes: Infinity,
    /** A store on a new, empty graph. */
    openEmpty: () => {
      file = join(folder, `graph${count++}.db`);
      return SqliteGraphStore.open(file);
    },
    /** Another store on the same graph. */
    connectAgain: () => SqliteGraphStore.open(file),
    rawWrites: async (documentation) => withDatabase(file, (database) => writeRows(database, documentation)),
    straightforward: async (root, describe) =>
      withDatabase(file, (database) => documentStraightforwardly(database, root, describe)),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function withDatabase(file, work) {
  const database = new DatabaseSync(file);
  database.exec(SETTINGS);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** All rows that a run writes, and removes again: prepared statements, row by row, in transactions. */
function writeRows(database, documentation) {
  const transaction = (work) => {
    database.exec("BEGIN IMMEDIATE");
    work();
    database.exec("COMMIT");
  };
  database.exec(INSERT_SESSION);
  const { key } = database.prepare("SELECT key FROM processing_session WHERE session_id = 'raw'").get();
  const upsertState = database.prepare(UPSERT_STATE);
  const insertDocumentation = database.prepare(INSERT_DOCUMENTATION);
  transaction(() => {
    for (const { nodeId } of documentation) upsertState.run(key, nodeId, "pending");
  });
  for (let start = 0; start < documentation.length; start += BATCH) {
    transaction(() => {
      for (const entry of documentation.slice(start, start + BATCH)) {
        upsertState.run(key, entry.nodeId, "completed");
        const { text, summary, textHash, summaryHash, nodeKey, provider, model, createdAtMs, nodeId } = entry;
        insertDocumentation.run(
          text,
          summary,
          textHash,
          summaryHash,
          nodeKey,
          provider,
          model,
          0,
          createdAtMs,
          nodeId,
        );
      }
    });
  }
  database.exec("DELETE FROM processing_session WHERE session_id = 'raw'");
}

/** The seed's own form: a status for each session on the nodes, a query for what is ready in each round, a statement for each step. */
async function documentStraightforwardly(database, root, describe) {
  const status = "processing_status_0123456789abcdef";
  database.exec(`ALTER TABLE node ADD COLUMN ${status} TEXT`);
  database.exec(`UPDATE node SET ${status} = 'pending'`);
  const selectReady = database.prepare(`
    SELECT id FROM node AS n WHERE ${status} = 'pending' AND NOT EXISTS (
      SELECT 1 FROM relation JOIN node AS child ON child.key = relation.to_key
      WHERE relation.from_key = n.key AND child.${status} <> 'completed') LIMIT 100`);
  const setStatus = database.prepare(`UPDATE node SET ${status} = ? WHERE id = ?`);
  const selectNode = database.prepare("SELECT * FROM node WHERE id = ?");
  const selectChildren = database.prepare(`
    SELECT summary FROM documentation JOIN relation ON relation.to_key = documentation.describes
    JOIN node ON node.key = relation.from_key WHERE node.id = ?`);
  const insertDocumentation = database.prepare(INSERT_DOCUMENTATION);
  for (let ready = selectReady.all(); ready.length > 0; ready = selectReady.all()) {
    await Promise.all(
      ready.map(async ({ id }) => {
        setStatus.run("in_progress", id);
        const { text, summary } = await describe({
          node: selectNode.get(id),
          children: selectChildren.all(id),
        });
        insertDocumentation.run(text, summary, "", "", "", "", "", 0, 0, id);
        setStatus.run("completed", id);
      }),
    );
  }
  database.exec(`ALTER TABLE node DROP COLUMN ${status}`);
  const { count } = database.prepare("SELECT count(*) AS count FROM documentation").get();
  return count;
}
