/** Makes the table; writes nothing where it is. One row a vector, found by its primary key. */
export const createVectors = `
  CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, text_hash)
  ) WITHOUT ROWID`;

/** Reads one vector by model and hash of the text; the primary key serves it. */
export const readVector = "SELECT vector FROM vectors WHERE model = ? AND text_hash = ?";

/** Writes one vector; a vector that another process wrote meanwhile is the same. */
export const writeVector = "INSERT OR REPLACE INTO vectors (model, text_hash, vector) VALUES (?, ?, ?)";

/** A list of its own connection, of what is to stay; gone with the connection. */
export const createKept =
  "CREATE TEMP TABLE IF NOT EXISTS kept (model TEXT NOT NULL, text_hash BLOB NOT NULL, PRIMARY KEY (model, text_hash)) WITHOUT ROWID";

/** Adds one vector to that list. */
export const addKept = "INSERT OR IGNORE INTO kept (model, text_hash) VALUES (?, ?)";

const isNotKept =
  "NOT EXISTS (SELECT 1 FROM kept WHERE kept.model = vectors.model AND kept.text_hash = vectors.text_hash)";

/** Counts the vectors that are not in that list; reads keys alone. */
export const countOthers = `SELECT count(*) AS others FROM vectors WHERE ${isNotKept}`;

/** Removes them. */
export const removeOthers = `DELETE FROM vectors WHERE ${isNotKept}`;

/** Readers beside one writer; after kill -9 the file is sound and lacks at most the last transactions. */
export const preparations = [
  // Of a new file: in pages of 4 KB each vector would take one of its own, since a row's key and vector stand together.
  "PRAGMA page_size = 16384",
  "PRAGMA busy_timeout = 10000",
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = NORMAL",
] as const;
