import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { GraphDamagedError } from "../errors/graph-damaged-error.js";
import { GraphVersionError } from "../errors/graph-version-error.js";
import {
  APPLICATION_ID,
  CONFIGURE_CONNECTION,
  CREATE_SCHEMA,
  CREATE_TEMPORARY_TABLES,
  SCHEMA_VERSION,
  UPGRADES,
} from "./queries/schema.js";
import { isBusy, toGraphStoreError } from "./sqlite-errors.js";

/**
 * Opens or makes the file at `location`. Throws a typed error, with no handle left open, when the file is no graph, is
 * damaged or newer, or its place can't be written. A lock held by another process while it makes the same file is
 * waited for through `retry`.
 */
export function openDatabase(location: string): DatabaseSyncInstance {
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(location);
    // First look, then write: a file that isn't ours must stay as it is.
    checkSchema(database, location);
    database.exec(CONFIGURE_CONNECTION);
    bringSchemaUpToDate(database, location);
    database.exec(CREATE_TEMPORARY_TABLES);
    return database;
  } catch (error) {
    database?.close();
    throw isBusy(error) ? error : toGraphStoreError(error, location);
  }
}

/** Gives the schema's version, 0 for an empty database. */
function checkSchema(database: DatabaseSyncInstance, location: string): number {
  const version = readPragma(database, "PRAGMA user_version");
  const applicationId = readPragma(database, "PRAGMA application_id");
  const { count } = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get() as {
    count: number;
  };
  if (applicationId !== APPLICATION_ID && count > 0) {
    throw new GraphDamagedError(location, "it is a database of another program");
  }
  if (version > SCHEMA_VERSION) throw new GraphVersionError(location, version, SCHEMA_VERSION);
  return version;
}

function bringSchemaUpToDate(database: DatabaseSyncInstance, location: string): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    // Asked again under the lock: another process may have done it meanwhile.
    const version = checkSchema(database, location);
    if (version === 0) database.exec(CREATE_SCHEMA);
    else for (let older = version; older < SCHEMA_VERSION; older++) database.exec(UPGRADES[older] ?? "");
    if (version < SCHEMA_VERSION) {
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
    }
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function readPragma(database: DatabaseSyncInstance, sql: string): number {
  const row = database.prepare(sql).get() as Record<string, number>;
  return Object.values(row)[0] ?? 0;
}
