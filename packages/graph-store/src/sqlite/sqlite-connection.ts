import { setImmediate as nextTurn } from "node:timers/promises";
import type { DatabaseSyncInstance, StatementSyncInstance } from "@photostructure/sqlite";
import { type CallOptions, type Clock, ClosedError, Deadline } from "@stemma/core";
import { GraphBusyError } from "../errors/graph-busy-error.js";
import { releaseStatements } from "./release-statements.js";
import { isBusy, toGraphStoreError } from "./sqlite-errors.js";

/** A transaction's body. Each `yield` is a point where the event loop may get its turn and the call may be cancelled. */
export type Steps<T> = Generator<void, T, void>;

/** How long the body may keep the event loop before a `yield` really gives it up, in milliseconds. */
const TURN_MS = 12;

/** Waits for another process's lock: short at first, since most transactions take a few milliseconds. */
const BUSY_DELAYS_MS = [1, 2, 5, 10, 20, 50] as const;

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * One SQLite connection behind one queue: operations run one after the other in the order of the calls, each in a
 * transaction of its own, so that a reader never sees half of a write that gave the event loop its turn.
 *
 * The lock is waited for here and not by SQLite's busy timeout, which would block the event loop, and for ever if
 * the holder is another connection of this very process.
 */
export class SqliteConnection {
  readonly location: string;
  readonly #database: DatabaseSyncInstance;
  readonly #clock: Clock;
  readonly #statements = new Map<string, StatementSyncInstance>();
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(database: DatabaseSyncInstance, location: string, clock: Clock) {
    this.#database = database;
    this.location = location;
    this.#clock = clock;
  }

  /** Prepared once for each text. */
  statement(sql: string): StatementSyncInstance {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs `body` in a transaction that sees one moment of the graph. */
  read<T>(operationName: string, options: CallOptions, body: () => T): Promise<T> {
    return this.#enqueue(operationName, options, "BEGIN", function* () {
      yield;
      return body();
    });
  }

  /** Runs `body` in a transaction that holds the write lock; undone entirely when it throws or is cancelled. */
  write<T>(operationName: string, options: CallOptions, body: () => Steps<T>): Promise<T> {
    return this.#enqueue(operationName, options, "BEGIN IMMEDIATE", body);
  }

  async close(): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#last = this.#last.then(async () => {
        this.#statements.clear();
        this.#database.close();
        if (this.location !== ":memory:") await releaseStatements();
      });
    }
    await this.#last;
  }

  #enqueue<T>(operationName: string, options: CallOptions, begin: string, body: () => Steps<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new ClosedError("The graph store"));
    const deadline = new Deadline(operationName, options, DEFAULT_TIMEOUT_MS, this.#clock);
    const result = this.#last.then(() => this.#transaction(deadline, begin, body));
    this.#last = result.catch(() => undefined);
    return deadline.race(result);
  }

  async #transaction<T>(deadline: Deadline, begin: string, body: () => Steps<T>): Promise<T> {
    deadline.check();
    try {
      await this.#begin(deadline, begin);
      const steps = body();
      let turnEndsAtMs = this.#clock.monotonicMs() + TURN_MS;
      for (;;) {
        const step = steps.next();
        if (step.done === true) {
          this.#database.exec("COMMIT");
          return step.value;
        }
        if (this.#clock.monotonicMs() < turnEndsAtMs) continue;
        await nextTurn();
        deadline.check();
        turnEndsAtMs = this.#clock.monotonicMs() + TURN_MS;
      }
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw toGraphStoreError(error, this.location);
    }
  }

  async #begin(deadline: Deadline, begin: string): Promise<void> {
    const startedAtMs = this.#clock.monotonicMs();
    for (let attempt = 0; ; attempt++) {
      try {
        this.#database.exec(begin);
        return;
      } catch (error) {
        if (!isBusy(error)) throw error;
        const delayMs = BUSY_DELAYS_MS[Math.min(attempt, BUSY_DELAYS_MS.length - 1)] ?? 50;
        if (deadline.remainingMs() <= delayMs) {
          const waitedMs = Math.round(this.#clock.monotonicMs() - startedAtMs);
          throw new GraphBusyError(this.location, deadline.operationName, waitedMs, error);
        }
        await new Promise<void>((resolve) => this.#clock.schedule(delayMs, resolve));
        deadline.check();
      }
    }
  }
}
