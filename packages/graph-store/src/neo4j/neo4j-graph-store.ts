import { type CallOptions, randomHexId } from "@stemma/core";
import type { GraphChanges, GraphStore, NodeFilter, ReadOptions, RelationFilter } from "../graph-store.js";
import type { CodeNode, NodeLabel, NodeOutline, Relation, RelationType } from "../model/code-node.js";
import type { Documentation, DocumentationFilter } from "../model/documentation.js";
import type { GraphStatistics } from "../model/graph-statistics.js";
import type { LlmCall, LlmCallFilter } from "../model/llm-call.js";
import type { Subtree, SubtreeScope } from "../model/subtree.js";
import { zeroNodeCounts, zeroRelationCounts } from "../model/zero-counts.js";
import type { GraphSession, OpenSessionOptions } from "../session/graph-session.js";
import { currentProcessIdentity, isKnownDead } from "../session/process-identity.js";
import { PendingChanges } from "./changes/pending-changes.js";
import { idParameters, isElementId } from "./foreign-ids.js";
import { Neo4jGraphSession, removeSession } from "./neo4j-graph-session.js";
import type { Neo4jManager, Row } from "./neo4j-manager.js";
import {
  COUNT_NODES,
  COUNT_RELATIONS,
  COUNT_THE_REST,
  SELECT_ALL_CALLS,
  SELECT_ALL_DOCUMENTATION,
  SELECT_CALLS,
  SELECT_DOCUMENTATION_OF,
  SELECT_DOCUMENTATION_PAGE,
  SELECT_NODES,
  SELECT_NODES_BY_IDS,
  SELECT_NODES_BY_PATHS,
  SELECT_OUTLINE,
  SELECT_OWN_NODES,
  SELECT_RELATIONS,
  SELECT_RELATIONS_FROM,
  SELECT_RELATIONS_TO,
} from "./queries/read-queries.js";
import { SCHEMA, SELECT_INDEX_NAMES } from "./queries/schema.js";
import { CREATE_SESSION, SELECT_SESSIONS } from "./queries/session-queries.js";
import { type Lane, QueryQueue } from "./query-queue.js";
import { readSubtree } from "./read-subtree.js";
import {
  type OwnNodeRow,
  toCodeNode,
  toDocumentation,
  toLlmCall,
  toNodeOutline,
  toOwnCodeNode,
  toRelation,
} from "./rows.js";
import { writeChanges } from "./write-changes.js";

const DEFAULT_LEASE_MS = 60_000;

/**
 * The graph on a Neo4j server or cluster. It also reads graphs that other programs made, of which nodes need no more
 * than one of the labels and a `path`; their identity is then the database's own element id.
 *
 * @example
 * ```ts
 * const graph = await Neo4jGraphStore.open(new Neo4jManager("neo4j+s://example.databases.neo4j.io", user, password));
 * ```
 */
export class Neo4jGraphStore implements GraphStore {
  readonly location: string;
  readonly #manager: Neo4jManager;
  readonly #queue: QueryQueue;
  readonly #pending: PendingChanges;

  private constructor(manager: Neo4jManager) {
    this.location = manager.location;
    this.#manager = manager;
    this.#queue = new QueryQueue(manager);
    this.#pending = new PendingChanges(manager);
  }

  /**
   * Makes constraints and indexes where they are missing, and settles what a process that died has left half done. The store owns the manager from now on and closes it.
   */
  static async open(manager: Neo4jManager, options: CallOptions = {}): Promise<Neo4jGraphStore> {
    const indexes = await manager.runQuery(SELECT_INDEX_NAMES, {}, options);
    const names = new Set(indexes.map((row) => row["name"]));
    for (const [name, statement] of Object.entries(SCHEMA)) {
      if (!names.has(name)) await manager.runQuery(statement, {}, options);
    }
    const store = new Neo4jGraphStore(manager);
    await store.#pending.settleAbandoned(options);
    return store;
  }

  async applyChanges(changes: GraphChanges, options: CallOptions = {}): Promise<void> {
    await this.#queue.enqueue("all", "ApplyChanges", options, (rest) =>
      writeChanges(this.#manager, this.#pending, changes, rest),
    );
  }

  async readNodes(filter: NodeFilter, options: ReadOptions = {}): Promise<CodeNode[]> {
    const { ids } = filter;
    const isByIdOnly = Object.values(filter).filter((list) => list !== undefined).length === 1;
    if (ids !== undefined && isByIdOnly && !ids.some(isElementId)) return this.#readOwnNodes(ids, options);
    const query =
      filter.ids !== undefined
        ? SELECT_NODES_BY_IDS
        : filter.paths !== undefined
          ? SELECT_NODES_BY_PATHS
          : SELECT_NODES;
    const parameters = {
      ...idParameters(filter.ids ?? []),
      labels: filter.labels ?? null,
      paths: filter.paths ?? null,
      names: filter.names ?? null,
    };
    return (await this.#read("code", "ReadNodes", query, parameters, options)).map(toCodeNode);
  }

  async readOutline(options: ReadOptions = {}): Promise<NodeOutline[]> {
    return (await this.#read("code", "ReadOutline", SELECT_OUTLINE, {}, options)).map(toNodeOutline);
  }

  async #readOwnNodes(ids: readonly string[], options: ReadOptions): Promise<CodeNode[]> {
    const rows = await this.#read("code", "ReadNodes", SELECT_OWN_NODES, { ids }, options);
    return rows.map((row) => toOwnCodeNode(row["node"] as OwnNodeRow)).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async readRelations(filter: RelationFilter, options: ReadOptions = {}): Promise<Relation[]> {
    const { fromIds, toIds, types } = filter;
    const query =
      fromIds !== undefined
        ? SELECT_RELATIONS_FROM
        : toIds !== undefined
          ? SELECT_RELATIONS_TO
          : SELECT_RELATIONS;
    const parameters = {
      ...idParameters(fromIds ?? toIds ?? []),
      types: types ?? null,
      from_ids: fromIds ?? null,
      to_ids: toIds ?? null,
    };
    return (await this.#read("code", "ReadRelations", query, parameters, options)).map(toRelation);
  }

  async readSubtree(
    rootIds: readonly string[],
    scope: SubtreeScope,
    options: ReadOptions = {},
  ): Promise<Subtree> {
    return this.#queue.enqueue("all", "ReadSubtree", options, (rest) =>
      readSubtree(
        (query, parameters) => this.#manager.runQuery(query, withSession(parameters ?? {}, options), rest),
        rootIds,
        scope,
      ),
    );
  }

  async openSession(options: OpenSessionOptions = {}): Promise<GraphSession> {
    const id = options.sessionId ?? randomHexId();
    const leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
    const { host, pid, startedAt } = options.holder ?? currentProcessIdentity();
    const swept = await this.sweepSessions(options);
    const parameters = { session_id: id, host, pid, process_started_at: startedAt, lease_ms: leaseMs };
    await this.#queue.run("session", "OpenSession", CREATE_SESSION, parameters, options);
    return new Neo4jGraphSession(this.#queue, id, leaseMs, swept);
  }

  async sweepSessions(options: CallOptions = {}): Promise<string[]> {
    const swept: string[] = [];
    for (const row of await this.#queue.run("session", "SweepSessions", SELECT_SESSIONS, {}, options)) {
      const holder = { host: row["host"], pid: row["pid"], startedAt: row["process_started_at"] };
      if (row["is_over"] !== true && !isKnownDead(holder as Parameters<typeof isKnownDead>[0])) continue;
      const sessionId = row["session_id"] as string;
      await removeSession(this.#queue, sessionId);
      swept.push(sessionId);
    }
    return swept;
  }

  async readDocumentation(filter: DocumentationFilter, options: ReadOptions = {}): Promise<Documentation[]> {
    const { nodeIds } = filter;
    const query = nodeIds === undefined ? SELECT_ALL_DOCUMENTATION : SELECT_DOCUMENTATION_OF;
    const parameters = { node_ids: nodeIds ?? [] };
    return (await this.#read("texts", "ReadDocumentation", query, parameters, options)).map(toDocumentation);
  }

  async *streamDocumentation(
    options: CallOptions & { readonly batchSize?: number } = {},
  ): AsyncGenerator<Documentation[], void> {
    const limit = options.batchSize ?? 500;
    for (let after = ""; ; ) {
      const rows = await this.#read(
        "texts",
        "StreamDocumentation",
        SELECT_DOCUMENTATION_PAGE,
        { after, limit },
        options,
      );
      const batch = rows.map(toDocumentation);
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch;
      after = last.nodeId;
    }
  }

  async readLlmCalls(filter: LlmCallFilter, options: ReadOptions = {}): Promise<LlmCall[]> {
    const { callKeys } = filter;
    const query = callKeys === undefined ? SELECT_ALL_CALLS : SELECT_CALLS;
    const rows = await this.#read("journal", "ReadLlmCalls", query, { call_keys: callKeys ?? [] }, options);
    return rows.map(toLlmCall);
  }

  async readStatistics(options: CallOptions = {}): Promise<GraphStatistics> {
    const nodes = zeroNodeCounts();
    for (const row of await this.#read("all", "ReadStatistics", COUNT_NODES, {}, options)) {
      nodes[row["label"] as NodeLabel] = row["count"] as number;
    }
    const relations = zeroRelationCounts();
    for (const row of await this.#read("all", "ReadStatistics", COUNT_RELATIONS, {}, options)) {
      relations[row["type"] as RelationType] = row["count"] as number;
    }
    const [rest = {}] = (await this.#read("all", "ReadStatistics", COUNT_THE_REST, {}, options)) as Record<
      string,
      number
    >[];
    return {
      nodes,
      relations,
      documented: rest["documented"] ?? 0,
      sessions: rest["sessions"] ?? 0,
      processingStates: rest["states"] ?? 0,
      llmCalls: {
        answered: rest["answered"] ?? 0,
        failed: rest["failed"] ?? 0,
        underWay: rest["under_way"] ?? 0,
        unknown: rest["unknown"] ?? 0,
        inputTokens: rest["input_tokens"] ?? 0,
        outputTokens: rest["output_tokens"] ?? 0,
        costUsd: rest["cost_usd"] ?? 0,
        unpriced: rest["unpriced"] ?? 0,
      },
    };
  }

  async close(): Promise<void> {
    await this.#queue.close();
    await this.#manager.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #read(
    lane: Lane,
    operationName: string,
    query: string,
    parameters: Row,
    options: ReadOptions,
  ): Promise<Row[]> {
    return this.#queue.run(lane, operationName, query, withSession(parameters, options), options);
  }
}

/** Adds the session that reads, for the server's query log. */
function withSession(parameters: Readonly<Row>, options: ReadOptions): Row {
  return options.sessionId === undefined ? parameters : { ...parameters, session_id: options.sessionId };
}
