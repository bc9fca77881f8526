import type { CallOptions } from "@stemma/core";
import { SessionLostError } from "../errors/session-lost-error.js";
import type { ProcessingState, StatusChange } from "../model/processing-state.js";
import type { GraphSession, SessionRecord } from "../session/graph-session.js";
import { isElementId } from "./foreign-ids.js";
import {
  DELETE_SESSION,
  DELETE_STATES,
  EXTEND_LEASE,
  MARK_CLOSING,
  RECORD,
  SELECT_STATES,
} from "./queries/session-queries.js";
import type { QueryQueue } from "./query-queue.js";
import { toCallRows, toDocumentationRow } from "./rows.js";

/** States of one statement, which are small; a larger record is split, its states first. */
const CHUNK = 5_000;

/** States removed in one transaction. */
const DELETED_AT_ONCE = 20_000;

/** A session as a `ProcessingSession` node and its `ProcessingState` nodes. */
export class Neo4jGraphSession implements GraphSession {
  readonly id: string;
  readonly leaseMs: number;
  /** A server with a heap of 512 MB has no room for 10,000 short texts, and collects garbage for a quarter of its time with 2,000. */
  readonly recordLimit = 1_000;
  readonly sweptSessionIds: readonly string[];
  readonly #queue: QueryQueue;

  constructor(queue: QueryQueue, id: string, leaseMs: number, sweptSessionIds: readonly string[]) {
    this.#queue = queue;
    this.id = id;
    this.leaseMs = leaseMs;
    this.sweptSessionIds = sweptSessionIds;
  }

  async heartbeat(options: CallOptions = {}): Promise<void> {
    const parameters = { session_id: this.id, lease_ms: this.leaseMs };
    const rows = await this.#queue.run("texts", "Heartbeat", EXTEND_LEASE, parameters, options);
    if (rows.length === 0) throw new SessionLostError(this.id);
  }

  async record(record: SessionRecord, options: CallOptions = {}): Promise<void> {
    const chunks = [...statesInChunks(record.states ?? [])];
    // The last states go with the rest. Those before them are many, and need not be written at once.
    const last = chunks.pop() ?? [];
    for (const states of chunks) await this.#record({}, states, options);
    await this.#record(record, last, options);
  }

  async readStates(options: CallOptions = {}): Promise<ProcessingState[]> {
    const rows = await this.#queue.run(
      "texts",
      "ReadStates",
      SELECT_STATES,
      { session_id: this.id },
      options,
    );
    return rows.map((row) => ({ nodeId: row["node_id"], status: row["status"] }) as ProcessingState);
  }

  async close(): Promise<void> {
    await removeSession(this.#queue, this.id);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #record(record: SessionRecord, states: readonly StatusChange[], options: CallOptions): Promise<void> {
    const documentation = [...(record.documentation ?? [])]
      .sort((a, b) => (a.nodeId < b.nodeId ? -1 : 1))
      .map(toDocumentationRow);
    const isForeign = (row: Record<string, unknown>): boolean => isElementId(String(row["node_id"]));
    const calls = toCallRows(record);
    const hasCalls = Object.values(calls).some((list) => list.length > 0);
    const hasTexts = states.length + documentation.length > 0;
    const kind = hasCalls ? (hasTexts ? "session" : "journal") : "texts";
    const rows = await this.#queue.run(
      kind,
      "RecordSession",
      RECORD[kind],
      {
        session_id: this.id,
        record: {
          states: states.map(({ status, nodeIds }) => ({ status, node_ids: nodeIds })),
          documentation: documentation.filter((row) => !isForeign(row)),
          foreign_documentation: documentation.filter(isForeign),
          ...calls,
        },
      },
      options,
    );
    if (rows.length === 0) throw new SessionLostError(this.id);
  }
}

/** Removes a session in steps, each of which may be the last one that this process takes. */
export async function removeSession(queue: QueryQueue, sessionId: string): Promise<void> {
  const parameters = { session_id: sessionId, limit: DELETED_AT_ONCE };
  await queue.run("session", "CloseSession", MARK_CLOSING, parameters);
  for (let deleted = DELETED_AT_ONCE; deleted === DELETED_AT_ONCE; ) {
    const [row] = await queue.run("session", "CloseSession", DELETE_STATES, parameters);
    deleted = Number(row?.["deleted"]);
  }
  await queue.run("session", "CloseSession", DELETE_SESSION, parameters);
}

/** The groups in their order, each ordered by node id, cut so that no chunk has more than {@link CHUNK} states. */
function* statesInChunks(groups: readonly StatusChange[]): Generator<StatusChange[]> {
  let chunk: StatusChange[] = [];
  let room = CHUNK;
  for (const { status, nodeIds } of groups) {
    const sorted = [...nodeIds].sort();
    for (let start = 0; start < sorted.length; ) {
      const part = sorted.slice(start, start + room);
      chunk.push({ status, nodeIds: part });
      start += part.length;
      room -= part.length;
      if (room > 0) continue;
      yield chunk;
      chunk = [];
      room = CHUNK;
    }
  }
  if (chunk.length > 0) yield chunk;
}
