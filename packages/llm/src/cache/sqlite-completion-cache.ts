import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { type Clock, type Logger, silentLogger, systemClock } from "@stemma/core";
import type { Completion } from "../completion.js";
import type { CompletionCache } from "./completion-cache.js";
import {
  CONFIGURE,
  CREATE_SCHEMA,
  DELETE_COMPLETION,
  DROP_LEAST_USED,
  SELECT_COMPLETION,
  SUM_BYTES,
  TOUCH_COMPLETION,
  UPSERT_COMPLETION,
} from "./queries/completion-cache-queries.js";

/** How a {@link SqliteCompletionCache} is opened. */
export interface SqliteCompletionCacheOptions {
  /** Bytes of text and overhead; what was not used for longest goes first. 268,435,456 (256 MiB) by default. */
  readonly maxBytes?: number | undefined;
  readonly clock?: Clock | undefined;
  readonly logger?: Logger | undefined;
}

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
/** What is left when room is made, so that not every write has to make room. */
const KEPT_SHARE = 0.9;

/**
 * Completions in a SQLite file that only its owner may read, that several processes may share and that kill -9 can't
 * hurt. An entry whose checksum is wrong is a miss and goes; a file that is no database is replaced by an empty one.
 */
export class SqliteCompletionCache implements CompletionCache {
  readonly #database: DatabaseSyncInstance;
  readonly #file: string;
  readonly #maxBytes: number;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #bytes: number;
  #isOpen = true;

  private constructor(file: string, options: SqliteCompletionCacheOptions) {
    this.#file = file;
    this.#maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    this.#clock = options.clock ?? systemClock;
    this.#logger = options.logger ?? silentLogger;
    const database = new DatabaseSync(file);
    try {
      // SQLite gives its side files the mode of the main one.
      chmodSync(file, 0o600);
      database.exec(CONFIGURE);
      database.exec(CREATE_SCHEMA);
      this.#database = database;
      this.#bytes = this.#sumBytes();
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Opens or makes the file, and its folder. Throws only where it can't be made at all. */
  static open(file: string, options: SqliteCompletionCacheOptions = {}): SqliteCompletionCache {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    try {
      return new SqliteCompletionCache(file, options);
    } catch (error) {
      if (!isDamage(error)) throw error;
      options.logger?.warn(
        { file, reason: String(error) },
        "the completion cache is damaged and starts anew",
      );
      for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
      return new SqliteCompletionCache(file, options);
    }
  }

  read(key: string): Completion | undefined {
    return this.#orMiss("read", () => {
      const row = this.#database.prepare(SELECT_COMPLETION).get(key) as
        | { value: string; checksum: string }
        | undefined;
      if (row === undefined) return undefined;
      if (checksum(row.value) !== row.checksum) {
        this.#logger.warn({ file: this.#file, key }, "a damaged entry of the completion cache is dropped");
        this.#database.prepare(DELETE_COMPLETION).run(key);
        return undefined;
      }
      this.#database.prepare(TOUCH_COMPLETION).run(this.#clock.now(), key);
      return JSON.parse(row.value) as Completion;
    });
  }

  write(key: string, completion: Completion): void {
    this.#orMiss("write", () => {
      const value = JSON.stringify(completion);
      const bytes = Buffer.byteLength(value) + key.length * 2;
      if (bytes > this.#maxBytes) return;
      const now = this.#clock.now();
      this.#database.prepare(UPSERT_COMPLETION).run(key, value, checksum(value), bytes, now);
      this.#bytes += bytes;
      if (this.#bytes > this.#maxBytes) this.#makeRoom();
    });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#database.close();
  }

  /** The running sum knows nothing of other processes and of replaced entries; here it is set right. */
  #makeRoom(): void {
    this.#bytes = this.#sumBytes();
    if (this.#bytes <= this.#maxBytes) return;
    this.#database.prepare(DROP_LEAST_USED).run(Math.floor(this.#maxBytes * KEPT_SHARE));
    this.#bytes = this.#sumBytes();
  }

  #sumBytes(): number {
    return (this.#database.prepare(SUM_BYTES).get() as { bytes: number }).bytes;
  }

  #orMiss<T>(operationName: string, attempt: () => T): T | undefined {
    if (!this.#isOpen) return undefined;
    try {
      return attempt();
    } catch (error) {
      this.#logger.warn(
        { file: this.#file, operationName, reason: String(error) },
        "the completion cache could not be used",
      );
      return undefined;
    }
  }
}

function checksum(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

function isDamage(error: unknown): boolean {
  return /not a database|malformed/u.test(String(error));
}
