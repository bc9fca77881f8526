export type { GraphChanges, GraphStore, NodeFilter, RelationFilter } from "./graph-store.js";
export type { CodeNode, NodeLabel, Relation, RelationType } from "./model/code-node.js";
