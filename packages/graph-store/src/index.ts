export { GraphBusyError } from "./errors/graph-busy-error.js";
export { GraphDamagedError } from "./errors/graph-damaged-error.js";
export { GraphNotWritableError } from "./errors/graph-not-writable-error.js";
export { GraphStoreError } from "./errors/graph-store-error.js";
export { GraphUnreachableError } from "./errors/graph-unreachable-error.js";
export { GraphVersionError } from "./errors/graph-version-error.js";
export { NodeIdTakenError } from "./errors/node-id-taken-error.js";
export { RelationEndMissingError } from "./errors/relation-end-missing-error.js";
export { SessionLostError } from "./errors/session-lost-error.js";
export type { GraphChanges, GraphStore, NodeFilter, ReadOptions, RelationFilter } from "./graph-store.js";
export {
  type CodeNode,
  MOST_LINES,
  type NodeKind,
  type NodeLabel,
  type NodeOutline,
  type Relation,
  type RelationType,
} from "./model/code-node.js";
export type { Documentation, DocumentationFilter } from "./model/documentation.js";
export type { GraphStatistics } from "./model/graph-statistics.js";
export {
  type LlmCall,
  type LlmCallFailure,
  type LlmCallFilter,
  type LlmCallIntent,
  type LlmCallOutcome,
  type LlmCallResult,
  NOT_MADE,
} from "./model/llm-call.js";
export type { NodeMove } from "./model/node-move.js";
export type { ProcessingState, ProcessingStatus, StatusChange } from "./model/processing-state.js";
export type { Subtree, SubtreeEdge, SubtreeNode, SubtreeScope } from "./model/subtree.js";
export { zeroNodeCounts, zeroRelationCounts } from "./model/zero-counts.js";
export { Neo4jGraphStore } from "./neo4j/neo4j-graph-store.js";
export { Neo4jManager, type Neo4jManagerOptions, type Row } from "./neo4j/neo4j-manager.js";
export type { GraphSession, OpenSessionOptions, SessionRecord } from "./session/graph-session.js";
export { currentProcessIdentity, isKnownDead, type ProcessIdentity } from "./session/process-identity.js";
export { SqliteGraphStore, type SqliteGraphStoreOptions } from "./sqlite/sqlite-graph-store.js";
