/** Several processes may read while one writes; a killed writer hurts nothing. A process that just makes the file is waited for. */
export const PREPARATIONS = [
  "PRAGMA busy_timeout = 10000",
  "PRAGMA journal_mode = WAL",
  "PRAGMA synchronous = NORMAL",
];

/** Of what the file was made, so that another version's is made anew. */
export const CREATE_ABOUT =
  "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID";

/**
 * A row for each record of the index; `vector` as `quantised` writes it. `name` and `text` are words alone, split and stemmed, so that a
 * word is what stands between spaces: the index of words needs them to forget a record, and its statistics with it.
 */
export const CREATE_RECORDS = `
  CREATE TABLE IF NOT EXISTS records (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, hash TEXT NOT NULL, vector BLOB NOT NULL,
    name TEXT NOT NULL, text TEXT NOT NULL
  )`;

/** The index of the words of `records`, by their row. */
export const CREATE_WORDS = `
  CREATE VIRTUAL TABLE IF NOT EXISTS words
  USING fts5(name, text, content = 'records', content_rowid = 'row', tokenize = "unicode61 remove_diacritics 0")`;

/** Reads the whole table of `about`: a handful of rows. */
export const READ_ABOUT = "SELECT name, value FROM about";
/** Writes one row of `about`, by its key. */
export const WRITE_ABOUT =
  "INSERT INTO about (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
/** Removes the row that {@link WRITE_ABOUT} wrote for the state. */
export const FORGET_STATE = "DELETE FROM about WHERE name = 'state'";

/** Of the whole file: another number after another connection has written. */
export const READ_VERSION = "PRAGMA data_version";

/** Reads ids and hashes of all records, in the order of the rows. */
export const READ_HASHES = "SELECT row, id, hash FROM records";
/** Reads everything that a question needs of all records, in the order of the rows. */
export const READ_RECORDS = "SELECT row, id, path, vector FROM records ORDER BY row";

/** Adds a record; the row is SQLite's choice. */
export const ADD_RECORD =
  "INSERT INTO records (id, path, hash, vector, name, text) VALUES (?, ?, ?, ?, ?, ?)";
/** Removes one record by its row. */
export const REMOVE_RECORD = "DELETE FROM records WHERE row = ?";
/** Adds the words of one row. */
export const ADD_WORDS = "INSERT INTO words (rowid, name, text) VALUES (?, ?, ?)";
/** Removes the words of one row that is in `records` still. */
export const REMOVE_WORDS =
  "INSERT INTO words (words, rowid, name, text) SELECT 'delete', row, name, text FROM records WHERE row = ?";

/** BM25 of all rows with any of the words, a name's word counting three times; served by the index of `words`. */
export const MATCH_WORDS =
  "SELECT rowid AS row, -bm25(words, 3.0, 1.0) AS score FROM words WHERE words MATCH ?";
