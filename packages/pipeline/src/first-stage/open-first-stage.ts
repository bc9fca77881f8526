import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import type { Logger } from "@stemma/core";
import { inTransaction } from "./in-transaction.js";
import {
  CREATE_ABOUT,
  CREATE_RECORDS,
  CREATE_WORDS,
  FORGET_STATE,
  PREPARATIONS,
  READ_ABOUT,
  WRITE_ABOUT,
} from "./queries/first-stage-queries.js";

export type Database = InstanceType<typeof DatabaseSync>;
export type Statement = ReturnType<Database["prepare"]>;

/**
 * Opens or makes the file of a first stage. One that is damaged, or not `made` as this version makes it, is made anew: all in it can be.
 */
export function openFirstStage(file: string, made: string, logger: Logger): Database {
  mkdirSync(dirname(file), { recursive: true });
  try {
    return openFile(file, made);
  } catch (error) {
    if (!/not a database|malformed/u.test(String(error))) throw error;
    logger.warn({ file, reason: String(error) }, "The first stage of the index is damaged and is made anew");
    for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
    return openFile(file, made);
  }
}

/** What the file says of itself. */
export function readAbout(database: Database): Map<string, string> {
  const rows = database.prepare(READ_ABOUT).all() as { name: string; value: string }[];
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** Notes of which state of the index the file is; `undefined`: that isn't known. */
export function writeState(database: Database, state: string | undefined): void {
  if (state === undefined) database.exec(FORGET_STATE);
  else database.prepare(WRITE_ABOUT).run("state", state);
}

function openFile(file: string, made: string): Database {
  const database = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    for (const statement of [...PREPARATIONS, CREATE_ABOUT]) database.exec(statement);
    if (readAbout(database).get("made") !== made) makeTables(database, made);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function makeTables(database: Database, made: string): void {
  inTransaction(database, () => {
    // Asked again under the lock: another process may have made them meanwhile, and filled them.
    if (readAbout(database).get("made") === made) return;
    database.exec("DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS records; DELETE FROM about");
    database.exec(CREATE_RECORDS);
    database.exec(CREATE_WORDS);
    database.prepare(WRITE_ABOUT).run("made", made);
  });
}
