import type { CallOptions } from "@stemma/core";
import type { CodeNode, NodeLabel, NodeOutline, Relation, RelationType } from "./model/code-node.js";
import type { Documentation, DocumentationFilter } from "./model/documentation.js";
import type { GraphStatistics } from "./model/graph-statistics.js";
import type { LlmCall, LlmCallFilter } from "./model/llm-call.js";
import type { NodeMove } from "./model/node-move.js";
import type { Subtree, SubtreeScope } from "./model/subtree.js";
import type { GraphSession, OpenSessionOptions } from "./session/graph-session.js";

/**
 * Everything that one scan changes, applied as a whole or not at all. Deleting a node takes its relations and documentation along.
 * Lists may be read more than once and need not be in memory: SQLite takes their entries one by one.
 */
export interface GraphChanges {
  /**
   * Before all else: nodes that go on under another id and keep relations, documentation and what refers to it; other
   * fields name them by their new ids. Ids that aren't there are ignored. Statuses and journal entries keep the old id.
   * {@link NodeIdTakenError} when the new id is that of a node that stays.
   */
  readonly moveNodes?: readonly NodeMove[];
  readonly deleteNodeIds?: readonly string[];
  /** Inserted, or replaced when the id exists; relations and documentation of a replaced node stay. */
  readonly upsertNodes?: Iterable<CodeNode>;
  readonly deleteRelations?: Iterable<Relation>;
  /** Both ends must be in the graph after `upsertNodes`, else {@link RelationEndMissingError} and nothing is applied. */
  readonly upsertRelations?: Iterable<Relation>;
}

/** Which nodes to read; all given conditions must hold. An empty filter reads every node. */
export interface NodeFilter {
  readonly ids?: readonly string[];
  readonly labels?: readonly NodeLabel[];
  readonly paths?: readonly string[];
  readonly names?: readonly string[];
}

/** Which relations to read; all given conditions must hold. */
export interface RelationFilter {
  readonly types?: readonly RelationType[];
  readonly fromIds?: readonly string[];
  readonly toIds?: readonly string[];
}

/** Options of the reading methods. */
export interface ReadOptions extends CallOptions {
  /** The session that reads, so that the server's query log tells runs apart. Changes nothing of the result. */
  readonly sessionId?: string | undefined;
}

/**
 * A graph of code with its documentation and its processing sessions. Adapters: SQLite (embedded) and Neo4j; one
 * contract suite runs on both.
 *
 * Results are as if methods ran one after the other in the order in which they were called. A call that times out or is cancelled before its transaction is
 * committed has changed nothing. All reject with a {@link GraphStoreError} or, after `close()`, a `ClosedError`.
 */
export interface GraphStore extends AsyncDisposable {
  /** Where the graph lies, without credentials: the same for the same graph, and for no other. A graph in memory has a place of its own. */
  readonly location: string;
  /**
   * Moves first, then deletions, then insertions, in the order of the fields; all or nothing, also when the process dies. On
   * Neo4j changes of more than some ten thousand rows take several transactions, and may be seen bit by bit once they are
   * certain.
   */
  applyChanges(changes: GraphChanges, options?: CallOptions): Promise<void>;
  /** Ordered by id. */
  readNodes(filter: NodeFilter, options?: ReadOptions): Promise<CodeNode[]>;
  /**
   * Every node without its texts, ordered by id: for finding names among all of them. As long as nothing changed it may be the same
   * list again: what is derived from it may be kept with it.
   */
  readOutline(options?: ReadOptions): Promise<readonly NodeOutline[]>;
  /** Ordered by type, fromId, toId. */
  readRelations(filter: RelationFilter, options?: ReadOptions): Promise<Relation[]>;
  /** The roots with all they contain or define, or with scope `all` the whole graph. Unknown ids are ignored. */
  readSubtree(rootIds: readonly string[], scope: SubtreeScope, options?: ReadOptions): Promise<Subtree>;

  /** Opens a session after sweeping leftovers; see {@link GraphStore.sweepSessions}. */
  openSession(options?: OpenSessionOptions): Promise<GraphSession>;
  /**
   * Removes sessions that nobody will close: at once those of dead processes of this host, the others when their lease
   * is over. Gives their ids.
   */
  sweepSessions(options?: CallOptions): Promise<string[]>;

  /** Ordered by node id. */
  readDocumentation(filter: DocumentationFilter, options?: ReadOptions): Promise<Documentation[]>;
  /** All documentation in batches ordered by node id, without holding it in memory. Changes made meanwhile may or may not be seen. */
  streamDocumentation(
    options?: CallOptions & { readonly batchSize?: number },
  ): AsyncIterable<Documentation[]>;
  /** Journal entries, in no particular order; keys never seen are left out. */
  readLlmCalls(filter: LlmCallFilter, options?: ReadOptions): Promise<LlmCall[]>;
  readStatistics(options?: CallOptions): Promise<GraphStatistics>;

  /** Lets what was called before finish, then releases every handle; idempotent. */
  close(): Promise<void>;
}
