/** The shape of the file; a newer one is refused. */
export const FORMAT_VERSION = 2;

export const CREATE_TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    chroma_id TEXT NOT NULL,
    name TEXT NOT NULL,
    metadata TEXT,
    configuration TEXT,
    embedding_model TEXT,
    dimension INTEGER,
    counter INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE documents (
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (collection, id)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${FORMAT_VERSION};`;

/** From format 1, which kept texts as they were, and lost what stood behind a NUL. */
export const ESCAPE_TEXTS = `
  UPDATE documents SET collection = replace(collection, char(1), char(1) || '1'), id = replace(id, char(1), char(1) || '1')
    WHERE instr(collection, char(1)) OR instr(id, char(1));
  UPDATE collections SET id = replace(id, char(1), char(1) || '1'), name = replace(name, char(1), char(1) || '1'),
    embedding_model = replace(embedding_model, char(1), char(1) || '1')
    WHERE instr(id, char(1)) OR instr(name, char(1)) OR instr(embedding_model, char(1));
  UPDATE collections SET counter = NULL;
  INSERT OR REPLACE INTO meta VALUES ('cut-texts', 'true');
  PRAGMA user_version = 2;`;

export const SELECT_META = "SELECT value FROM meta WHERE name = ?";
export const REPLACE_META = "INSERT OR REPLACE INTO meta VALUES (?, ?)";
export const DELETE_META = "DELETE FROM meta WHERE name = ?";

export const SELECT_COLLECTIONS = "SELECT * FROM collections ORDER BY id";
export const REPLACE_COLLECTION = "INSERT OR REPLACE INTO collections VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
export const UPDATE_COUNTER = "UPDATE collections SET counter = ? WHERE id = ?";
export const DELETE_COLLECTION = "DELETE FROM collections WHERE id = ?";

/** A range of the primary key. */
export const SELECT_HASHES = "SELECT id, hash FROM documents WHERE collection = ?";
export const REPLACE_HASH = "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)";
export const DELETE_HASH = "DELETE FROM documents WHERE collection = ? AND id = ?";
export const DELETE_HASHES_OF = "DELETE FROM documents WHERE collection = ?";

/** An exclusive lock ends with the first reading after the mode was left. */
export const UNLOCK = "PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema LIMIT 1";
