import { type CallOptions, Deadline, randomHexId, systemClock } from "@stemma/core";
import { GraphBusyError } from "../../errors/graph-busy-error.js";
import { currentProcessIdentity, isKnownDead, type ProcessIdentity } from "../../session/process-identity.js";
import type { Neo4jManager, Row } from "../neo4j-manager.js";
import {
  ADD_PENDING_STEP,
  BEGIN_DROPPING,
  BEGIN_PENDING,
  DROP_PENDING,
  DROP_PENDING_STEPS,
  LOCK_PENDING,
  MAKE_CERTAIN,
  SELECT_PENDING,
  TAKE_PENDING_STEP,
} from "../queries/pending-change-queries.js";
import { type ChangeStep, type StepKind, statementOf } from "./change-step.js";
import { packRows, unpackRows } from "./pack-rows.js";

const OPERATION = "ApplyChanges";
/** How long a process that may live holds the set without a sign: a step takes seconds at most. */
const LEASE_MS = 30_000;
const BUSY_DELAY_MS = 50;
const BUSY_TIMEOUT_MS = 60_000;

/** Runs one statement of a check. */
export type RunCheck = (query: string, parameters: Row) => Promise<Row[]>;

/**
 * Changes that are too large for one transaction of a small server. They are all or nothing all the same: first every
 * step is put by in the graph, in small transactions; then one statement makes them certain; then each step is done in the
 * transaction that removes it. Whoever finds certain changes of a process that died brings them to their end, and drops
 * those that were not certain yet. Between certain and done a reader may see some of the steps done.
 */
export class PendingChanges {
  readonly #manager: Neo4jManager;
  /** What this object began; when it meets that again, it has given it up before. */
  readonly #ownIds = new Set<string>();

  constructor(manager: Neo4jManager) {
    this.#manager = manager;
  }

  /** Time-out and signal count until the changes are certain; `check` may refuse them until then. */
  async apply(
    steps: readonly ChangeStep[],
    check: (run: RunCheck) => Promise<void>,
    options: CallOptions,
  ): Promise<void> {
    const deadline = new Deadline(OPERATION, options);
    const changeId = await this.#begin(deadline);
    try {
      for (const [sequence, { kind, rows }] of steps.entries()) {
        await this.#locked(changeId, ADD_PENDING_STEP, { sequence, kind, rows: packRows(rows) }, deadline);
      }
      await check((query, parameters) => this.#manager.runQuery(query, parameters, deadline.rest()));
      await this.#locked(changeId, MAKE_CERTAIN, {}, deadline);
    } catch (error) {
      // Where only the answer to the last statement was lost the changes are certain, and are done.
      await this.#settle(changeId).catch(() => undefined);
      throw error;
    }
    await this.#finish(changeId);
  }

  /** Settles what a process that died has left behind; waits for one that lives. */
  async settleLeftovers(options: CallOptions = {}): Promise<void> {
    await this.#waitForOthers(new Deadline(OPERATION, options));
  }

  /** Settles what a process that died has left behind, and leaves alone what another one is doing. */
  async settleAbandoned(options: CallOptions = {}): Promise<void> {
    const pending = await this.#find(options);
    if (pending?.isAbandoned === true) await this.#settle(pending.changeId);
  }

  async #begin(deadline: Deadline): Promise<string> {
    const changeId = randomHexId();
    const { host, pid, startedAt } = currentProcessIdentity();
    const parameters = { ...lease(changeId), host, pid, process_started_at: startedAt };
    this.#ownIds.add(changeId);
    for (;;) {
      await this.#waitForOthers(deadline);
      const begun = await this.#manager.runQuery(BEGIN_PENDING, parameters, deadline.rest());
      if (begun.length > 0) return changeId;
    }
  }

  async #waitForOthers(deadline: Deadline): Promise<void> {
    const patience = new Deadline(OPERATION, {
      timeoutMs: Math.min(deadline.remainingMs(), BUSY_TIMEOUT_MS),
    });
    for (;;) {
      const pending = await this.#find(deadline.rest());
      if (pending === undefined) return;
      if (pending.isAbandoned) await this.#settle(pending.changeId);
      else if (patience.remainingMs() > BUSY_DELAY_MS) {
        await deadline.race(new Promise<void>((resolve) => systemClock.schedule(BUSY_DELAY_MS, resolve)));
      } else throw new GraphBusyError(this.#manager.uri, OPERATION, patience.timeoutMs);
    }
  }

  async #find(options: CallOptions): Promise<{ changeId: string; isAbandoned: boolean } | undefined> {
    const [row] = await this.#manager.runQuery(SELECT_PENDING, {}, options);
    if (row === undefined) return undefined;
    const changeId = row["change_id"] as string;
    const holder = { host: row["host"], pid: row["pid"], startedAt: row["process_started_at"] };
    const isAbandoned =
      row["is_over"] === true || this.#ownIds.has(changeId) || isKnownDead(holder as ProcessIdentity);
    return { changeId, isAbandoned };
  }

  /** Brings changes that are certain to their end, and drops others. */
  async #settle(changeId: string): Promise<void> {
    const isDropped = await this.#manager.transaction(OPERATION, {}, async (run) => {
      await run(LOCK_PENDING, lease(changeId));
      return (await run(BEGIN_DROPPING, lease(changeId))).length > 0;
    });
    if (isDropped) await this.#drop(changeId);
    else await this.#finish(changeId);
  }

  async #finish(changeId: string): Promise<void> {
    for (let isDone = false; !isDone; ) {
      isDone = await this.#manager.transaction(OPERATION, {}, async (run) => {
        if ((await run(LOCK_PENDING, lease(changeId))).length === 0) return true;
        const [step] = await run(TAKE_PENDING_STEP, { change_id: changeId });
        if (step === undefined) {
          await run(DROP_PENDING, { change_id: changeId });
          return true;
        }
        const rows = unpackRows(step["rows"] as Int8Array);
        await run(statementOf(step["kind"] as StepKind), { rows });
        return false;
      });
    }
  }

  async #drop(changeId: string): Promise<void> {
    for (let dropped = 1; dropped > 0; ) {
      const [row] = await this.#manager.runQuery(DROP_PENDING_STEPS, { change_id: changeId });
      dropped = Number(row?.["dropped"]);
    }
    await this.#manager.runQuery(DROP_PENDING, { change_id: changeId });
  }

  /** A statement on the set, under its lock. Rejects when another process took the set over and settled it. */
  async #locked(changeId: string, query: string, parameters: Row, deadline: Deadline): Promise<void> {
    const all = { ...parameters, ...lease(changeId) };
    const rows = await this.#manager.transaction(OPERATION, deadline.rest(), async (run) => {
      await run(LOCK_PENDING, lease(changeId));
      return run(query, all);
    });
    if (rows.length === 0) throw new GraphBusyError(this.#manager.uri, OPERATION, LEASE_MS);
  }
}

function lease(changeId: string): Row {
  return { change_id: changeId, lease_ms: LEASE_MS };
}
