/** One row a collection; small. */
export const CREATE_COLLECTIONS = (types: ColumnTypes): string => `
  CREATE TABLE collections (
    id ${types.key} NOT NULL,
    name ${types.text} NOT NULL,
    metadata ${types.text},
    configuration ${types.text},
    embedding_model ${types.text},
    dimension INTEGER,
    PRIMARY KEY (id)
  )${types.withoutRowId}`;

/** One row a document, in the order of the key, so that a collection lies together. */
export const CREATE_DOCUMENTS = (types: ColumnTypes): string => `
  CREATE TABLE documents (
    collection ${types.key} NOT NULL,
    id ${types.key} NOT NULL,
    document ${types.text},
    uri ${types.text},
    metadata ${types.text},
    content_hash ${types.hash} NOT NULL,
    embedding_model ${types.text},
    embedding ${types.bytes} NOT NULL,
    stale INTEGER NOT NULL,
    PRIMARY KEY (collection, id)
  )${types.withoutRowId}`;

/** Column types of one database. */
export interface ColumnTypes {
  readonly key: string;
  readonly text: string;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  readonly bytes: string;
  readonly withoutRowId: string;
}

export const COLLECTION_COLUMNS = ["id", "name", "metadata", "configuration", "embedding_model", "dimension"];

const DOCUMENT_COLUMNS = [
  "collection",
  "id",
  "document",
  "uri",
  "metadata",
  "content_hash",
  "embedding_model",
  "embedding",
  "stale",
];

const placeholders = (count: number): string => Array.from({ length: count }, () => "?").join(", ");
const prefixed = (prefix: string, columns: readonly string[]): string =>
  columns.map((column) => prefix + column).join(", ");

/** Writes a collection over the one with its id. */
export const REPLACE_COLLECTION = `REPLACE INTO collections (${COLLECTION_COLUMNS.join(", ")}) VALUES (${placeholders(COLLECTION_COLUMNS.length)})`;

/** Writes a document over the one with its key. */
export const REPLACE_DOCUMENT = `REPLACE INTO documents (${DOCUMENT_COLUMNS.join(", ")}) VALUES (${placeholders(DOCUMENT_COLUMNS.length)})`;

/** By the primary key. */
export const DELETE_COLLECTION = "DELETE FROM collections WHERE id = ?";

/** By the primary key. */
export const DELETE_DOCUMENT = "DELETE FROM documents WHERE collection = ? AND id = ?";

/** All documents of a collection, a range of the primary key. */
export const DELETE_DOCUMENTS_OF = "DELETE FROM documents WHERE collection = ?";

/** All collections as of a commit. */
export const SELECT_COLLECTIONS = (from: string): string =>
  `SELECT ${COLLECTION_COLUMNS.join(", ")} FROM ${from} ORDER BY id`;

/** The next documents of a collection as of a commit, a range of the primary key. */
export const SELECT_DOCUMENTS_AFTER = (from: string): string =>
  `SELECT ${DOCUMENT_COLUMNS.join(", ")} FROM ${from} WHERE collection = ? AND id > ? ORDER BY id LIMIT 500`;

/** Documents of a collection by their ids. */
export const SELECT_DOCUMENTS_BY_ID =
  (count: number) =>
  (from: string): string =>
    `SELECT ${DOCUMENT_COLUMNS.join(", ")} FROM ${from} WHERE collection = ? AND id IN (${placeholders(count)}) ORDER BY id`;

/** Keys and hashes of all documents as of a commit: reads the whole table, without texts and vectors. */
export const SELECT_HASHES = (from: string): string => `SELECT collection, id, content_hash FROM ${from}`;

/** Collections that differ between two commits. */
export const SELECT_COLLECTION_CHANGES = (from: string): string =>
  `SELECT ${prefixed("from_", COLLECTION_COLUMNS)}, ${prefixed("to_", COLLECTION_COLUMNS)} FROM ${from}`;

/** Documents that differ between two commits, by key and hash. */
export const SELECT_DOCUMENT_CHANGES = (from: string): string =>
  `SELECT ${prefixed("from_", ["collection", "id", "content_hash"])}, ${prefixed("to_", ["collection", "id", "content_hash"])} FROM ${from}`;

/** Gives the bytes of a column's value; of `NULL` nothing. */
export type BytesOf = (column: string) => string;

/** Rows, bytes of all of them, and the longest text of each column. */
const measure = (texts: readonly string[], others: readonly string[]) => (from: string, bytesOf: BytesOf) => {
  const lengths = [...texts, ...others].map((column) => `COALESCE(${bytesOf(column)}, 0)`);
  const longest = texts.map((column) => `MAX(${bytesOf(column)})`);
  return `SELECT COUNT(*), SUM(${lengths.join(" + ")}), ${longest.join(", ")} FROM ${from}`;
};

/** By table; read as a whole, in the database alone. */
export const MEASURED = [
  ["documents", measure(["id", "document", "uri", "metadata", "embedding_model"], ["embedding"])],
  ["collections", measure(["id", "name", "metadata", "configuration", "embedding_model"], [])],
] as const;

/** Documents of a collection whose vector has another length than it should. */
export const COUNT_OTHER_LENGTHS = (from: string): string =>
  `SELECT COUNT(*) FROM ${from} WHERE collection = ? AND LENGTH(embedding) <> ?`;

/** Reads the whole table, in the database alone. `condition` is the engine's. */
export const COUNT_WHERE =
  (condition: string) =>
  (from: string): string =>
    `SELECT COUNT(*) FROM ${from} WHERE ${condition}`;

/** Commits that lead to one, and the longest of what they say. */
export const MEASURE_LOG = (bytesOf: BytesOf): string =>
  `SELECT COUNT(*), ${["message", "committer", "email"].map((column) => `MAX(${bytesOf(column)})`).join(", ")} FROM dolt_log(?)`;

export const SELECT_BRANCHES = "SELECT name, hash FROM dolt_branches";
export const SELECT_TAGS = "SELECT tag_name, tag_hash, message FROM dolt_tags";
export const SELECT_REMOTES = "SELECT name, url FROM dolt_remotes ORDER BY name";
export const SELECT_REMOTE_BRANCHES = "SELECT name, hash FROM dolt_remote_branches";
export const SELECT_HASH_OF = "SELECT dolt_hashof(?)";
/** Of all commits; ends at the second one, since then the beginning names none. */
export const SELECT_HASHES_BETWEEN =
  "SELECT DISTINCT commit_hash FROM dolt_commit_ancestors WHERE commit_hash >= ? AND commit_hash < ? AND parent_index = 0 LIMIT 2";
export const SELECT_MERGE_BASE = "SELECT dolt_merge_base(?, ?)";
export const SELECT_CONFLICTED_TABLES = "SELECT * FROM dolt_conflicts";

/** The history of a commit, the newest first. */
export const SELECT_LOG = (limit: number | undefined): string =>
  `SELECT commit_hash, committer, email, date, message FROM dolt_log(?)${limit === undefined ? "" : " LIMIT ?"}`;

/** One row: by the hash alone Dolt 1.86 takes a merge's two parents for a violation of a unique key. */
export const SELECT_FIRST_PARENT =
  "SELECT parent_hash FROM dolt_commit_ancestors WHERE commit_hash = ? AND parent_index = 0";

/** The parents of all commits, the first one first. */
export const SELECT_PARENTS =
  "SELECT commit_hash, parent_hash FROM dolt_commit_ancestors ORDER BY commit_hash, parent_index";
