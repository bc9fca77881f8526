import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { type Logger, silentLogger } from "@stemma/core";
import {
  addKept,
  countOthers,
  createKept,
  createVectors,
  preparations,
  readVector,
  removeOthers,
  writeVector,
} from "../queries/embedding-cache-queries.js";
import { vectorAt } from "../vectors/vector-batch.js";

type Database = InstanceType<typeof DatabaseSync>;
type Statement = ReturnType<Database["prepare"]>;

/** Vectors by model and content of the text, in a SQLite file that several processes may share and kill -9 can't hurt. */
export class EmbeddingCache {
  readonly #database: Database;
  readonly #read: Statement;
  readonly #write: Statement;
  #isOpen = true;

  private constructor(database: Database) {
    this.#database = database;
    for (const statement of preparations) database.exec(statement);
    database.exec(createVectors);
    this.#read = database.prepare(readVector);
    this.#write = database.prepare(writeVector);
  }

  /** Opens or makes the file. A damaged one is replaced by an empty one, with a warning: it can be computed again. */
  static open(file: string, { logger = silentLogger }: { logger?: Logger } = {}): EmbeddingCache {
    mkdirSync(dirname(file), { recursive: true });
    try {
      return EmbeddingCache.#openFile(file);
    } catch (error) {
      if (!isDamage(error)) throw error;
      logger.warn({ file, reason: String(error) }, "The embedding cache is damaged and starts anew");
      for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
      return EmbeddingCache.#openFile(file);
    }
  }

  static #openFile(file: string): EmbeddingCache {
    const database = new DatabaseSync(file);
    try {
      // SQLite gives its side files the mode of the main one.
      chmodSync(file, 0o600);
      return new EmbeddingCache(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** The vector of a text, or `undefined`. */
  read(modelId: string, text: string, dimension: number): Float32Array | undefined {
    const row = this.#read.get(modelId, hashOf(text)) as { vector: Uint8Array } | undefined;
    if (row?.vector.byteLength !== dimension * Float32Array.BYTES_PER_ELEMENT) return undefined;
    // A copy: a view needs an offset that is a multiple of 4, and SQLite promises none.
    return new Float32Array(row.vector.slice().buffer);
  }

  /** Keeps the vectors of texts, in one transaction. */
  write(modelId: string, texts: readonly string[], vectors: Float32Array, dimension: number): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      texts.forEach((text, position) => {
        const { buffer, byteOffset, byteLength } = vectorAt(vectors, dimension, position);
        this.#write.run(modelId, hashOf(text), new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
      });
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /**
   * Removes the vectors of all texts but these, in one transaction, and gives their room back to the disk. Returns how many they are;
   * with `isDryRun` nothing is removed.
   */
  retain(
    modelId: string,
    texts: Iterable<string>,
    { isDryRun = false }: { readonly isDryRun?: boolean } = {},
  ): number {
    this.#database.exec(`${createKept}; DELETE FROM kept`);
    const add = this.#database.prepare(addKept);
    this.#database.exec("BEGIN");
    for (const text of texts) add.run(modelId, hashOf(text));
    this.#database.exec("COMMIT");
    const { others } = this.#database.prepare(countOthers).get() as { others: number };
    if (isDryRun || others === 0) return others;
    this.#database.exec(removeOthers);
    // By itself a copy and a rename to SQLite: killed in it, the file is as it was before.
    this.#database.exec("VACUUM");
    // Until its log is written back the file keeps its length.
    this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    return others;
  }

  /** Idempotent. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#database.close();
  }
}

function hashOf(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

function isDamage(error: unknown): boolean {
  return /not a database|malformed/u.test(String(error));
}
