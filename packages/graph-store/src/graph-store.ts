import type { CallOptions } from "@stemma/core";
import type { CodeNode, NodeLabel, Relation, RelationType } from "./model/code-node.js";

/** Everything that one scan changes, applied in one transaction. Deleting a node takes its relations and documentation along. */
export interface GraphChanges {
  readonly deleteNodeIds?: readonly string[];
  /** Inserted, or replaced when the id exists; relations and documentation of a replaced node stay. */
  readonly upsertNodes?: readonly CodeNode[];
  readonly deleteRelations?: readonly Relation[];
  readonly upsertRelations?: readonly Relation[];
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

/**
 * A graph of code with its documentation and its processing sessions. Adapters: SQLite (embedded) and Neo4j; one
 * contract suite runs on both.
 */
export interface GraphStore extends AsyncDisposable {
  applyChanges(changes: GraphChanges, options?: CallOptions): Promise<void>;
  /** Ordered by id. */
  readNodes(filter: NodeFilter, options?: CallOptions): Promise<CodeNode[]>;
  /** Ordered by type, fromId, toId. */
  readRelations(filter: RelationFilter, options?: CallOptions): Promise<Relation[]>;
  /** Releases every handle; idempotent. */
  close(): Promise<void>;
}
