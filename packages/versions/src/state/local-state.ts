import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from "@photostructure/sqlite";
import { isDiskFull } from "../errors/is-disk-full.js";
import { LocalStateCorruptError } from "../errors/local-state-corrupt-error.js";
import { WorkingCopyFullError } from "../errors/working-copy-full-error.js";
import { WorkingCopyLockedError } from "../errors/working-copy-locked-error.js";
import type { CollectionRow } from "../model/collection-row.js";
import * as queries from "./queries/state-queries.js";
import { shownText, storedOptional, storedText } from "./stored-text.js";

/** A collection as it was when Chroma and the repository were last equal. */
export interface SyncedCollection extends CollectionRow {
  readonly chromaId: string;
  /** Chroma's write counter then; `null`: the collection has to be read to know. */
  readonly counter: number | null;
}

/** Where the working copy stands. */
export interface Position {
  /** `null`: on a commit alone, as git's detached HEAD. */
  readonly branch: string | null;
  readonly commit: string;
}

/** How a working copy came to be: by what call, and from where. */
export interface Beginning {
  readonly by: "init" | "attach" | "clone";
  /** Of the remote that is cloned. */
  readonly url?: string;
}

/** What was begun; after a crash the next opening finishes it. */
export interface JournalEntry {
  readonly operation: string;
  /** Its head is where the working copy goes; `null`: to `commit`. */
  readonly branch: string | null;
  readonly commit?: string;
  /** While there is no position yet. */
  readonly beginning?: Beginning;
}

/** In the journal of a working copy of which nothing is written yet but its record. */
export const BEGINNING = "begin";

/** Chroma holds some of what it is filled with already: an opening finishes that. */
export function isFilling(journal: JournalEntry | undefined): boolean {
  return journal !== undefined && journal.operation !== BEGINNING;
}

/** A merge whose conflicts wait. */
export interface PendingMerge {
  readonly theirs: string;
  readonly name: string;
  /** JSON of the resolutions given so far. */
  readonly resolutions: string;
}

/** Another process that only looks where the working copy stands is gone by then. */
const PEEK_PATIENCE_MS = 100;

/** A document's hash in a collection; `null`: it is gone. */
export type HashChange = readonly [collection: string, id: string, hash: string | null];

/**
 * What this working copy knows: its branch and commit, the hashes of what Chroma held then, a journal. Local and never
 * versioned. The file is locked as long as it is open: a second process is refused.
 */
export class LocalState {
  readonly path: string;
  readonly #database: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();

  private constructor(path: string, database: DatabaseSyncInstance) {
    this.path = path;
    this.#database = database;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws {@link WorkingCopyLockedError} `WORKING_COPY_LOCKED`
   * @throws {@link LocalStateCorruptError} `LOCAL_STATE_CORRUPT`
   */
  static open(path: string): LocalState {
    let database: DatabaseSyncInstance | undefined;
    try {
      database = new DatabaseSync(path, { timeout: PEEK_PATIENCE_MS });
      database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE; COMMIT");
      const version = database.prepare("PRAGMA user_version").get() as { user_version: number };
      if (version.user_version === 0) database.exec(`BEGIN; ${queries.CREATE_TABLES} COMMIT`);
      else if (version.user_version === 1) database.exec(`BEGIN; ${queries.ESCAPE_TEXTS} COMMIT`);
      else if (version.user_version > queries.FORMAT_VERSION)
        throw new Error("it was made by a newer version");
      writeFileSync(ownerFile(path), `process ${process.pid} on ${hostname()}`, { mode: 0o600 });
    } catch (error) {
      database?.close();
      throw openError(path, error as Error);
    }
    return new LocalState(path, database);
  }

  /** Where a working copy stands, without opening it; `undefined` when it is in use, or there is none. Never rejects or waits. */
  static peek(path: string): Position | undefined {
    return peekAt(path, "position") as Position | undefined;
  }

  /** The journal of a working copy that has no position yet; otherwise as {@link LocalState.peek}. */
  static peekFilling(path: string): JournalEntry | undefined {
    return LocalState.peek(path) === undefined
      ? (peekAt(path, "journal") as JournalEntry | undefined)
      : undefined;
  }

  /** Removes a record that is closed, with what lies beside it. */
  static remove(path: string): void {
    for (const file of [path, `${path}-journal`, `${path}-wal`, `${path}-shm`, ownerFile(path)]) {
      rmSync(file, { force: true });
    }
  }

  /** Runs `work` in one transaction. @throws {@link WorkingCopyFullError} `WORKING_COPY_FULL`, then nothing was written */
  transaction<T>(work: () => T): T {
    return this.#writing(() => {
      this.#database.exec("BEGIN");
      try {
        const result = work();
        this.#database.exec("COMMIT");
        return result;
      } catch (error) {
        // SQLite has ended it by itself when there is no room left.
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  position(): Position | undefined {
    return this.#json("position") as Position | undefined;
  }

  setPosition(position: Position): void {
    this.#setJson("position", position);
  }

  journal(): JournalEntry | undefined {
    return this.#json("journal") as JournalEntry | undefined;
  }

  /** `undefined` when it is done. */
  setJournal(entry: JournalEntry | undefined): void {
    this.#setJson("journal", entry);
  }

  pendingMerge(): PendingMerge | undefined {
    return this.#json("merge") as PendingMerge | undefined;
  }

  setPendingMerge(merge: PendingMerge | undefined): void {
    this.#setJson("merge", merge);
  }

  /** It was brought along from a format that lost what stood behind a NUL in an id: the ids have to be compared with the commit's. */
  mayHoldCutTexts(): boolean {
    return this.#json("cut-texts") === true;
  }

  setWholeTexts(): void {
    this.#write(queries.DELETE_META, "cut-texts");
  }

  collections(): SyncedCollection[] {
    return (
      this.#statement(queries.SELECT_COLLECTIONS).all() as Record<string, string | number | null>[]
    ).map(toCollection);
  }

  putCollection(row: SyncedCollection): void {
    const { id, chromaId, name, metadata, configuration, embeddingModel, dimension, counter } = row;
    this.#write(
      queries.REPLACE_COLLECTION,
      storedText(id),
      chromaId,
      storedText(name),
      metadata,
      configuration,
      storedOptional(embeddingModel),
      dimension,
      counter,
    );
  }

  setCounter(collection: string, counter: number | null): void {
    this.#write(queries.UPDATE_COUNTER, counter, storedText(collection));
  }

  /** With the hashes of its documents. */
  removeCollection(id: string): void {
    this.#write(queries.DELETE_HASHES_OF, storedText(id));
    this.#write(queries.DELETE_COLLECTION, storedText(id));
  }

  hashesOf(collection: string): Map<string, string> {
    const rows = this.#statement(queries.SELECT_HASHES).all(storedText(collection)) as {
      id: string;
      hash: string;
    }[];
    return new Map(rows.map(({ id, hash }) => [shownText(id), hash]));
  }

  setHashes(changes: Iterable<HashChange>): void {
    for (const [collection, id, hash] of changes) {
      const key = [storedText(collection), storedText(id)] as const;
      if (hash === null) this.#write(queries.DELETE_HASH, ...key);
      else this.#write(queries.REPLACE_HASH, ...key, hash);
    }
  }

  close(): void {
    this.#statements.clear();
    // SQLite keeps a closed connection, with its lock, until its last statement is collected as garbage: unlock it first.
    this.#database.exec(queries.UNLOCK);
    this.#database.close();
  }

  #json(name: string): unknown {
    const row = this.#statement(queries.SELECT_META).get(name) as { value: string } | undefined;
    return row === undefined ? undefined : JSON.parse(row.value);
  }

  #setJson(name: string, value: object | undefined): void {
    if (value === undefined) this.#write(queries.DELETE_META, name);
    else this.#write(queries.REPLACE_META, name, JSON.stringify(value));
  }

  #write(sql: string, ...parameters: readonly (string | number | null)[]): void {
    this.#writing(() => this.#statement(sql).run(...parameters));
  }

  #writing<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error) || !isDiskFull(error.message)) throw error;
      throw new WorkingCopyFullError(this.path, { cause: error });
    }
  }

  #statement(sql: string): StatementSyncInstance {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function peekAt(path: string, name: string): unknown {
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    const row = database.prepare(queries.SELECT_META).get(name) as { value: string } | undefined;
    return row === undefined ? undefined : JSON.parse(row.value);
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}

function toCollection(row: Record<string, string | number | null>): SyncedCollection {
  return {
    id: shownText(row["id"] as string),
    chromaId: row["chroma_id"] as string,
    name: shownText(row["name"] as string),
    metadata: row["metadata"] as string | null,
    configuration: row["configuration"] as string | null,
    embeddingModel: row["embedding_model"] === null ? null : shownText(row["embedding_model"] as string),
    dimension: row["dimension"] as number | null,
    counter: row["counter"] as number | null,
  };
}

function ownerFile(path: string): string {
  return `${path}.owner`;
}

function openError(path: string, error: Error): Error {
  if (isDiskFull(error.message)) return new WorkingCopyFullError(path, { cause: error });
  if (!/locked|busy/i.test(error.message))
    return new LocalStateCorruptError(path, error.message, { cause: error });
  let owner = "another process";
  try {
    owner = readFileSync(ownerFile(path), "utf8");
  } catch {
    // It has only just been opened; who has it is not known yet.
  }
  return new WorkingCopyLockedError(path, owner, { cause: error });
}
