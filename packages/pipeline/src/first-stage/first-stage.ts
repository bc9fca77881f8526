import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { StaticEmbedder } from "@stemma/chroma";
import { type Logger, silentLogger } from "@stemma/core";
import type { IndexRecord } from "../index/index-record.js";
import { isTextPath } from "../names/is-text-path.js";
import { maskSecrets } from "../secrets/mask-secrets.js";
import { keywordsOf } from "./keywords.js";
import { QuantisedVectors, quantised } from "./quantised-vectors.js";
import {
  ADD_RECORD,
  ADD_WORDS,
  CREATE_ABOUT,
  CREATE_RECORDS,
  CREATE_WORDS,
  FORGET_STATE,
  MATCH_WORDS,
  PREPARATIONS,
  READ_ABOUT,
  READ_HASHES,
  READ_RECORDS,
  REMOVE_RECORD,
  REMOVE_WORDS,
  WRITE_ABOUT,
} from "./queries/first-stage-queries.js";

type Database = InstanceType<typeof DatabaseSync>;
type Statement = ReturnType<Database["prepare"]>;

/** Grows whenever the same record would be kept otherwise. */
const formatVersion = "1";

/** What is known of a record without a model. */
export interface FirstScores {
  readonly id: string;
  readonly path: string;
  /** Of a file that is no code. */
  readonly isText: boolean;
  /** Cosine of the static vectors of question and text. */
  readonly similarity: number;
  /** BM25 of the question's words in the record; 0 without any of them. */
  readonly keywords: number;
}

/** What {@link FirstStage.settle} did since the file was opened. */
interface FirstStageChanges {
  readonly written: number;
  readonly removed: number;
}

/**
 * What a question is first compared with, in a SQLite file beside the graph: a static vector and the words of each record. It
 * follows from the records alone, is made in seconds without Python, and is asked in milliseconds; the model then looks at its best.
 */
export class FirstStage {
  readonly #database: Database;
  readonly #embedder: StaticEmbedder;
  readonly #offered = new Set<string>();
  readonly #statements = new Map<string, Statement>();
  #written = 0;
  #knownRecords: Map<string, KnownRecord> | undefined;
  #loaded: LoadedRecords | undefined;

  private constructor(database: Database) {
    this.#database = database;
    this.#embedder = new StaticEmbedder();
    for (const statement of [...PREPARATIONS, CREATE_ABOUT]) database.exec(statement);
    this.#begin();
  }

  /** Opens or makes the file. One that is damaged or of another version is made anew: all in it can be. */
  static open(file: string, { logger = silentLogger }: { readonly logger?: Logger } = {}): FirstStage {
    mkdirSync(dirname(file), { recursive: true });
    try {
      return FirstStage.#openFile(file);
    } catch (error) {
      if (!/not a database|malformed/u.test(String(error))) throw error;
      logger.warn(
        { file, reason: String(error) },
        "The first stage of the index is damaged and is made anew",
      );
      for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
      return FirstStage.#openFile(file);
    }
  }

  static #openFile(file: string): FirstStage {
    const database = new DatabaseSync(file);
    try {
      chmodSync(file, 0o600);
      return new FirstStage(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Takes records; what is as it was costs nothing. One transaction. */
  offer(records: readonly IndexRecord[]): void {
    const changed = records.filter(
      ({ id, metadata: { hash } }) => !this.#offered.has(id) && this.#known.get(id)?.hash !== hash,
    );
    for (const { id } of records) this.#offered.add(id);
    if (changed.length === 0) return;
    this.#loaded = undefined;
    this.#inTransaction(() => {
      for (const record of changed) this.#write(record);
    });
    this.#written += changed.length;
  }

  /** Removes what was not offered since the file was opened, and notes of which state of the index it now is. */
  settle(state: string | undefined): FirstStageChanges {
    const gone = [...this.#known.keys()].filter((id) => !this.#offered.has(id));
    if (gone.length > 0) this.#loaded = undefined;
    this.#inTransaction(() => {
      for (const id of gone) this.#remove(id);
      this.setState(state);
    });
    return { written: this.#written, removed: gone.length };
  }

  /** Of which state of the index it is; `undefined` where that isn't known. */
  get state(): string | undefined {
    return this.#about().get("state");
  }

  /** The index has come to another state, with the same records. */
  setState(state: string | undefined): void {
    if (state === undefined) this.#database.exec(FORGET_STATE);
    else this.#database.prepare(WRITE_ABOUT).run("state", state);
  }

  /** The scores of all records, in no order. */
  score(question: string): FirstScores[] {
    const { records, vectors } = this.#records();
    const similarities = vectors.products(this.#embedder.embedNow(question));
    const words = [...new Set(keywordsOf(question))].map((word) => `"${word}"`).join(" OR ");
    const rows = words === "" ? [] : this.#database.prepare(MATCH_WORDS).all(words);
    const keywords = new Map(
      (rows as { row: number; score: number }[]).map(({ row, score }) => [row, score]),
    );
    return records.map(({ row, id, path, isText }, position) => ({
      id,
      path,
      isText,
      similarity: similarities[position] ?? 0,
      keywords: keywords.get(row) ?? 0,
    }));
  }

  /** Idempotent. */
  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  /** What the file holds; a question alone does not ask. */
  get #known(): Map<string, KnownRecord> {
    this.#knownRecords ??= new Map(
      (this.#database.prepare(READ_HASHES).all() as (KnownRecord & { id: string })[]).map((each) => [
        each.id,
        each,
      ]),
    );
    return this.#knownRecords;
  }

  #about(): Map<string, string> {
    const rows = this.#database.prepare(READ_ABOUT).all() as { name: string; value: string }[];
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  /** Makes the tables, anew where they are of another version or another table of words. */
  #begin(): void {
    const made = `${formatVersion} ${this.#embedder.modelId}`;
    if (this.#about().get("made") === made) return;
    this.#inTransaction(() => {
      this.#database.exec("DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS records; DELETE FROM about");
      this.#database.exec(CREATE_RECORDS);
      this.#database.exec(CREATE_WORDS);
      this.#database.prepare(WRITE_ABOUT).run("made", made);
    });
  }

  #write({ id, text: unmasked, metadata }: IndexRecord): void {
    this.#remove(id);
    // The graph of an earlier version has sources as they are.
    const text = maskSecrets(unmasked);
    const vector = quantised(this.#embedder.embedNow(text));
    const words = [metadata.symbol, text].map((part) => keywordsOf(part).join(" "));
    const { path, hash } = metadata;
    const { lastInsertRowid } = this.#statement(ADD_RECORD).run(id, path, hash, vector, ...words);
    const row = Number(lastInsertRowid);
    this.#statement(ADD_WORDS).run(row, ...words);
    this.#known.set(id, { row, hash: metadata.hash });
  }

  #remove(id: string): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    this.#statement(REMOVE_WORDS).run(known.row);
    this.#statement(REMOVE_RECORD).run(known.row);
    this.#known.delete(id);
  }

  /** Prepared once: a tree has thousands of records. */
  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #inTransaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  #records(): LoadedRecords {
    this.#loaded ??= loadRecords(this.#database, this.#embedder.dimension);
    return this.#loaded;
  }
}

interface KnownRecord {
  readonly row: number;
  readonly hash: string;
}

interface LoadedRecords {
  readonly records: readonly (Pick<FirstScores, "id" | "path" | "isText"> & { readonly row: number })[];
  readonly vectors: QuantisedVectors;
}

function loadRecords(database: Database, dimension: number): LoadedRecords {
  const rows = database.prepare(READ_RECORDS).all() as {
    row: number;
    id: string;
    path: string;
    vector: Uint8Array;
  }[];
  const vectors = new QuantisedVectors(rows.length, dimension);
  rows.forEach(({ vector }, position) => vectors.set(position, vector));
  return { records: rows.map(({ row, id, path }) => ({ row, id, path, isText: isTextPath(path) })), vectors };
}
