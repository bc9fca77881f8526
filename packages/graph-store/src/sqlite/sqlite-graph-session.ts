import type { CallOptions, Clock } from "@stemma/core";
import { SessionLostError } from "../errors/session-lost-error.js";
import type { ProcessingState, ProcessingStatus } from "../model/processing-state.js";
import type { GraphSession, SessionRecord } from "../session/graph-session.js";
import { readJsonRows } from "./json-rows.js";
import {
  DELETE_SESSION,
  EXTEND_LEASE,
  SELECT_SESSION_KEY,
  SELECT_STATES,
} from "./queries/session-queries.js";
import type { SqliteConnection } from "./sqlite-connection.js";
import { writeSessionRecord } from "./write-session-record.js";

/** A session as rows of `processing_session` and `processing_state`. */
export class SqliteGraphSession implements GraphSession {
  readonly id: string;
  readonly leaseMs: number;
  /** The more the fewer times the pages of the states are written (measured up to this number). */
  readonly recordLimit = 10_000;
  readonly sweptSessionIds: readonly string[];
  readonly #connection: SqliteConnection;
  readonly #clock: Clock;

  constructor(
    connection: SqliteConnection,
    clock: Clock,
    id: string,
    leaseMs: number,
    sweptSessionIds: readonly string[],
  ) {
    this.#connection = connection;
    this.#clock = clock;
    this.id = id;
    this.leaseMs = leaseMs;
    this.sweptSessionIds = sweptSessionIds;
  }

  async heartbeat(options: CallOptions = {}): Promise<void> {
    const { id, leaseMs } = this;
    const connection = this.#connection;
    const clock = this.#clock;
    await connection.write("Heartbeat", options, function* () {
      yield;
      const { changes } = connection.statement(EXTEND_LEASE).run(clock.now() + leaseMs, id);
      if (changes === 0) throw new SessionLostError(id);
    });
  }

  async record(record: SessionRecord, options: CallOptions = {}): Promise<void> {
    const { id } = this;
    const connection = this.#connection;
    await connection.write("RecordSession", options, function* () {
      const session = connection.statement(SELECT_SESSION_KEY).get(id) as { key: number } | undefined;
      if (session === undefined) throw new SessionLostError(id);
      yield* writeSessionRecord(connection, id, session.key, record);
    });
  }

  async readStates(options: CallOptions = {}): Promise<ProcessingState[]> {
    return this.#connection.read("ReadStates", options, () => {
      const statement = this.#connection.statement(SELECT_STATES);
      const rows = readJsonRows<{ node_id: string; status: ProcessingStatus }>(statement, this.id);
      return rows.map((row) => ({ nodeId: row.node_id, status: row.status }));
    });
  }

  async close(): Promise<void> {
    const { id } = this;
    const connection = this.#connection;
    await connection.write("CloseSession", {}, function* () {
      yield;
      connection.statement(DELETE_SESSION).run(id);
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
