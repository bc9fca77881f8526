import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import type { Redaction } from "@stemma/versions";
import { StateInUseError } from "../errors/state-in-use-error.js";

const PATIENCE_MS = 5_000;
/** What says that a page holds neither rows of old nor what was cut off from them. */
const LEAVE_NOTHING = "PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";

/** What a database held of a text. */
export interface ForgottenInDatabase {
  /** Values that were, or are to be, written without it. */
  readonly values: number;
  /** Values that other rows are found by, and that stay. */
  readonly kept: number;
}

interface Column {
  readonly table: string;
  readonly name: string;
  /** Rows are found by it, perhaps from other tables. */
  readonly isKey: boolean;
}

/**
 * Takes a text out of every column of a SQLite database, in one transaction, and its bytes out of the file. It knows nothing of
 * what the tables mean: columns that are part of a key or an index stay, so that no row loses another one.
 *
 * @throws {@link StateInUseError} `STATE_IN_USE` when another process writes there
 */
export function forgetInDatabase(path: string, redaction: Redaction, isDryRun: boolean): ForgottenInDatabase {
  const database = new DatabaseSync(path, { timeout: PATIENCE_MS, readOnly: isDryRun });
  try {
    database.function("redacted", { deterministic: true }, (value: unknown) =>
      typeof value === "string" ? redaction.json(redaction.text(value)) : value,
    );
    if (isDryRun) return replaceAll(database, isDryRun);
    database.exec("PRAGMA secure_delete = ON; BEGIN EXCLUSIVE");
    const forgotten = replaceAll(database, isDryRun);
    database.exec("COMMIT");
    // Also where no value holds it any more: what was written over may have left it in a page.
    database.exec(LEAVE_NOTHING);
    return forgotten;
  } catch (error) {
    if (/locked|busy/i.test((error as Error).message)) throw new StateInUseError(path, { cause: error });
    throw error;
  } finally {
    database.close();
  }
}

function replaceAll(database: DatabaseSyncInstance, isDryRun: boolean): ForgottenInDatabase {
  let values = 0;
  let kept = 0;
  for (const { table, name, isKey } of columnsOf(database)) {
    const holds = `typeof(${name}) = 'text' AND redacted(${name}) <> ${name}`;
    const { found } = database.prepare(`SELECT count(*) AS found FROM ${table} WHERE ${holds}`).get() as {
      found: number;
    };
    if (isKey) kept += found;
    else values += found;
    if (isKey || isDryRun || found === 0) continue;
    database.exec(`UPDATE ${table} SET ${name} = redacted(${name}) WHERE ${holds}`);
    // An index of words keeps those of old rows until it is put together anew.
    if (isVirtual(database, table)) database.exec(`INSERT INTO ${table}(${table}) VALUES ('optimize')`);
  }
  return { values, kept };
}

/** Of ordinary tables and of indexes of words; what those keep themselves in goes with them. */
function columnsOf(database: DatabaseSyncInstance): Column[] {
  const tables = database.prepare("PRAGMA table_list").all() as {
    name: string;
    type: string;
    schema: string;
  }[];
  return tables
    .filter(({ name, type, schema }) => schema === "main" && type !== "shadow" && !name.startsWith("sqlite_"))
    .flatMap(({ name: table, type }) => {
      const columns = database.prepare(`PRAGMA table_info(${quoted(table)})`).all() as {
        name: string;
        pk: number;
      }[];
      const keys = type === "virtual" ? new Set<string>() : indexedColumns(database, table);
      return columns.map(({ name, pk }) => ({
        table: quoted(table),
        name: quoted(name),
        isKey: pk > 0 || keys.has(name),
      }));
    });
}

function indexedColumns(database: DatabaseSyncInstance, table: string): Set<string> {
  const indexes = database.prepare(`PRAGMA index_list(${quoted(table)})`).all() as { name: string }[];
  const columns = indexes.flatMap(
    ({ name }) => database.prepare(`PRAGMA index_info(${quoted(name)})`).all() as { name: string | null }[],
  );
  return new Set(columns.flatMap(({ name }) => name ?? []));
}

function isVirtual(database: DatabaseSyncInstance, quotedTable: string): boolean {
  const tables = database.prepare("PRAGMA table_list").all() as { name: string; type: string }[];
  return tables.some(({ name, type }) => type === "virtual" && quoted(name) === quotedTable);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
