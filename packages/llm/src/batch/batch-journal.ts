import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { type Clock, systemClock } from "@stemma/core";
import type { BatchAnswer } from "./batch-service.js";
import * as queries from "./queries/batch-journal-queries.js";

/** A call whose answer is to come, or came. */
export interface JournalledCall {
  readonly id: string;
  /** Hashes of what is asked for, in their order. */
  readonly asked: readonly string[];
}

/** Where an answer is to be found: in which call, and at which place of how many. */
export interface EarlierCall {
  readonly call: string;
  readonly position: number;
  readonly count: number;
}

/** What is kept of the batch of a call. */
export interface JournalledBatch {
  readonly batch: string;
  /** `null` where the service was not asked to begin it. */
  readonly mark: string | null;
  /** `null` where it is not known whether the service has begun it. */
  readonly serviceId: string | null;
  readonly begunAtMs: number;
  /** `null` until it came. */
  readonly answer: BatchAnswer | null;
}

const DAY_MS = 86_400_000;
const KEPT_MS = 29 * DAY_MS;

/**
 * What was given to services to be made in batches, in a SQLite file that only its owner may read: each step is on the disk before the
 * next one is made, so that a run that follows a killed one finds every batch that may be paid for.
 */
export class BatchJournal {
  readonly #database: DatabaseSyncInstance;
  readonly #clock: Pick<Clock, "now">;
  #isOpen = true;

  private constructor(database: DatabaseSyncInstance, clock: Pick<Clock, "now">) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Opens or makes the file, and its folder. */
  static open(file: string, clock: Pick<Clock, "now"> = systemClock): BatchJournal {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(file);
    try {
      chmodSync(file, 0o600);
      database.exec(queries.CONFIGURE);
      database.exec(queries.CREATE_SCHEMA);
      database.prepare(queries.DELETE_OLD_BATCHES).run(clock.now() - KEPT_MS);
    } catch (error) {
      database.close();
      throw error;
    }
    return new BatchJournal(database, clock);
  }

  /** Before anything is sent. */
  begin(batch: string, address: string, calls: readonly JournalledCall[]): void {
    this.#together(() => {
      this.#run(queries.INSERT_BATCH, batch, address, this.#clock.now());
      for (const { id, asked } of calls) {
        this.#run(queries.INSERT_CALL, id, batch);
        for (const [position, key] of asked.entries())
          this.#run(queries.INSERT_ASKED, key, id, position, asked.length);
      }
    });
  }

  /** Before the service is asked to begin it. */
  setMark(batch: string, mark: string): void {
    this.#run(queries.SET_MARK, mark, batch);
  }

  /** As soon as the service has said it. */
  setServiceId(batch: string, id: string): void {
    this.#run(queries.SET_SERVICE_ID, id, batch);
  }

  setAnswers(answers: readonly BatchAnswer[]): void {
    this.#together(() => {
      for (const { id, status, body } of answers) this.#run(queries.SET_ANSWER, status, body, id);
    });
  }

  /** The latest call that asks for this. */
  earlier(key: string, address: string): EarlierCall | undefined {
    return this.#database.prepare(queries.SELECT_EARLIER).get(key, address) as EarlierCall | undefined;
  }

  batchOf(call: string): JournalledBatch | undefined {
    const row = this.#database.prepare(queries.SELECT_CALL).get(call) as
      | {
          status: number | null;
          body: string | null;
          batch: string;
          mark: string | null;
          service_id: string | null;
          begun_at_ms: number;
        }
      | undefined;
    if (row === undefined) return undefined;
    const { status, body, batch, mark, service_id: serviceId, begun_at_ms: begunAtMs } = row;
    const answer = status === null ? null : { id: call, status, body: body ?? "" };
    return { batch, mark, serviceId, begunAtMs, answer };
  }

  callsOf(batch: string): string[] {
    const rows = this.#database.prepare(queries.SELECT_CALLS_OF_BATCH).all(batch) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  serviceIds(): Set<string> {
    const rows = this.#database.prepare(queries.SELECT_SERVICE_IDS).all() as { service_id: string }[];
    return new Set(rows.map(({ service_id: id }) => id));
  }

  /** These ask for nothing any more: they are not paid for, or their answers are kept elsewhere. */
  forget(calls: Iterable<string>): void {
    this.#together(() => {
      for (const call of calls) this.#run(queries.DELETE_CALL, call);
      this.#run(queries.DELETE_EMPTY_BATCHES);
    });
  }

  /** The service has not begun it. */
  forgetBatch(batch: string): void {
    this.#run(queries.DELETE_BATCH, batch);
  }

  close(): void {
    if (this.#isOpen) this.#database.close();
    this.#isOpen = false;
  }

  #run(query: string, ...values: (string | number | null)[]): void {
    this.#database.prepare(query).run(...values);
  }

  #together(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}
