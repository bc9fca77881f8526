import { resolve } from "node:path";
import { type CallOptions, type Clock, Deadline, randomHexId, systemClock } from "@stemma/core";
import { GraphBusyError } from "../errors/graph-busy-error.js";
import type { GraphChanges, GraphStore, NodeFilter, ReadOptions, RelationFilter } from "../graph-store.js";
import type { CodeNode, NodeOutline, Relation } from "../model/code-node.js";
import type { Documentation, DocumentationFilter } from "../model/documentation.js";
import type { GraphStatistics } from "../model/graph-statistics.js";
import type { LlmCall, LlmCallFilter } from "../model/llm-call.js";
import type { Subtree, SubtreeScope } from "../model/subtree.js";
import type { GraphSession, OpenSessionOptions } from "../session/graph-session.js";
import { currentProcessIdentity } from "../session/process-identity.js";
import { type BoundText, bindText } from "./bind-text.js";
import { jsonList } from "./json-list.js";
import { readJsonRows } from "./json-rows.js";
import { KeptReading } from "./kept-reading.js";
import { openDatabase } from "./open-database.js";
import {
  SELECT_ALL_DOCUMENTATION,
  SELECT_DOCUMENTATION_OF,
  SELECT_DOCUMENTATION_PAGE,
} from "./queries/documentation-queries.js";
import { SELECT_ALL_CALLS, SELECT_CALLS } from "./queries/llm-call-queries.js";
import { ORDER_RELATIONS, RELATION_CONDITIONS, SELECT_RELATIONS } from "./queries/relation-queries.js";
import { INSERT_SESSION } from "./queries/session-queries.js";
import { readNodes } from "./read-nodes.js";
import { readOutline } from "./read-outline.js";
import { readStatistics } from "./read-statistics.js";
import { readSubtree } from "./read-subtree.js";
import {
  type DocumentationRow,
  type LlmCallRow,
  type RelationRow,
  toDocumentation,
  toLlmCall,
  toRelation,
} from "./rows.js";
import { type Selection, selectWhere } from "./select-where.js";
import { SqliteConnection } from "./sqlite-connection.js";
import { isBusy } from "./sqlite-errors.js";
import { SqliteGraphSession } from "./sqlite-graph-session.js";
import { sweepSessions } from "./sweep-sessions.js";
import { writeChanges } from "./write-changes.js";

const DEFAULT_LEASE_MS = 60_000;

/** How a {@link SqliteGraphStore} is opened. */
export interface SqliteGraphStoreOptions extends CallOptions {
  readonly clock?: Clock | undefined;
}

/**
 * The graph in one SQLite file, for any number of processes; the embedded default.
 *
 * @example
 * ```ts
 * await using graph = await SqliteGraphStore.open(".stemma/graph.db");
 * const files = await graph.readNodes({ labels: ["FILE"] });
 * ```
 */
export class SqliteGraphStore implements GraphStore {
  readonly location: string;
  readonly #connection: SqliteConnection;
  readonly #clock: Clock;
  readonly #outline = new KeptReading(readOutline);
  readonly #statistics = new KeptReading(readStatistics);

  private constructor(connection: SqliteConnection, clock: Clock) {
    const path = connection.location;
    this.location = path === ":memory:" ? `memory:${randomHexId()}` : resolve(path);
    this.#connection = connection;
    this.#clock = clock;
  }

  /**
   * Opens the file at `location`, or makes it (its folder must exist); `":memory:"` keeps the graph in memory only.
   *
   * @throws {@link GraphDamagedError}, {@link GraphVersionError}, {@link GraphNotWritableError}, {@link GraphBusyError} by what is
   *   wrong with the file.
   */
  static async open(location: string, options: SqliteGraphStoreOptions = {}): Promise<SqliteGraphStore> {
    const clock = options.clock ?? systemClock;
    const deadline = new Deadline("OpenGraph", options, 10_000, clock);
    for (;;) {
      deadline.check();
      try {
        return new SqliteGraphStore(new SqliteConnection(openDatabase(location), location, clock), clock);
      } catch (error) {
        // Another process is making the same file at this moment.
        if (!isBusy(error)) throw error;
        if (deadline.remainingMs() < 20)
          throw new GraphBusyError(location, "OpenGraph", deadline.timeoutMs, error);
        await new Promise<void>((resolve) => clock.schedule(10, resolve));
      }
    }
  }

  async applyChanges(changes: GraphChanges, options: CallOptions = {}): Promise<void> {
    await this.#connection.write("ApplyChanges", options, () => writeChanges(this.#connection, changes));
  }

  async readNodes(filter: NodeFilter, options: ReadOptions = {}): Promise<CodeNode[]> {
    return this.#connection.read("ReadNodes", options, () => readNodes(this.#connection, filter));
  }

  async readOutline(options: ReadOptions = {}): Promise<readonly NodeOutline[]> {
    return this.#connection.read("ReadOutline", options, () => this.#outline.read(this.#connection));
  }

  async readRelations(filter: RelationFilter, options: ReadOptions = {}): Promise<Relation[]> {
    const selection = selectWhere(SELECT_RELATIONS, RELATION_CONDITIONS, { ...filter }, ORDER_RELATIONS);
    return (await this.#select<RelationRow>("ReadRelations", selection, options)).map(toRelation);
  }

  async readSubtree(
    rootIds: readonly string[],
    scope: SubtreeScope,
    options: ReadOptions = {},
  ): Promise<Subtree> {
    return this.#connection.read("ReadSubtree", options, () => readSubtree(this.#connection, rootIds, scope));
  }

  async openSession(options: OpenSessionOptions = {}): Promise<GraphSession> {
    const id = options.sessionId ?? randomHexId();
    const leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
    const holder = options.holder ?? currentProcessIdentity();
    const connection = this.#connection;
    const clock = this.#clock;
    const swept = await connection.write("OpenSession", options, function* () {
      const sweptIds = yield* sweepSessions(connection, clock.now());
      const insert = connection.statement(INSERT_SESSION);
      insert.run(id, holder.host, holder.pid, holder.startedAt, clock.now() + leaseMs);
      return sweptIds;
    });
    return new SqliteGraphSession(connection, clock, id, leaseMs, swept);
  }

  async sweepSessions(options: CallOptions = {}): Promise<string[]> {
    return this.#connection.write("SweepSessions", options, () =>
      sweepSessions(this.#connection, this.#clock.now()),
    );
  }

  async readDocumentation(filter: DocumentationFilter, options: ReadOptions = {}): Promise<Documentation[]> {
    const selection =
      filter.nodeIds === undefined
        ? { sql: SELECT_ALL_DOCUMENTATION, parameters: [] }
        : { sql: SELECT_DOCUMENTATION_OF, parameters: [jsonList(filter.nodeIds)] };
    return (await this.#select<DocumentationRow>("ReadDocumentation", selection, options)).map(
      toDocumentation,
    );
  }

  async *streamDocumentation(
    options: CallOptions & { readonly batchSize?: number } = {},
  ): AsyncGenerator<Documentation[], void> {
    const batchSize = options.batchSize ?? 500;
    const selection = { sql: SELECT_DOCUMENTATION_PAGE, parameters: [] };
    for (let after = ""; ; ) {
      const rows = await this.#select<DocumentationRow>(
        "StreamDocumentation",
        selection,
        options,
        bindText(after),
        batchSize,
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(toDocumentation);
      after = last.node_id;
    }
  }

  async readLlmCalls(filter: LlmCallFilter, options: ReadOptions = {}): Promise<LlmCall[]> {
    const selection =
      filter.callKeys === undefined
        ? { sql: SELECT_ALL_CALLS, parameters: [] }
        : { sql: SELECT_CALLS, parameters: [jsonList(filter.callKeys)] };
    return (await this.#select<LlmCallRow>("ReadLlmCalls", selection, options)).map(toLlmCall);
  }

  async readStatistics(options: CallOptions = {}): Promise<GraphStatistics> {
    return this.#connection.read("ReadStatistics", options, () => this.#statistics.read(this.#connection));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #select<Row extends object>(
    operationName: string,
    selection: Selection,
    options: CallOptions,
    ...more: (BoundText | number)[]
  ): Promise<Row[]> {
    return this.#connection.read(operationName, options, () =>
      readJsonRows<Row>(this.#connection.statement(selection.sql), ...selection.parameters, ...more),
    );
  }
}
