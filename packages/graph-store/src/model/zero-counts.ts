import type { NodeLabel, RelationType } from "./code-node.js";

/** A count for each kind of node, all zero; a new object each time. */
export function zeroNodeCounts(): Record<NodeLabel, number> {
  return { FOLDER: 0, FILE: 0, CLASS: 0, FUNCTION: 0, TEXT: 0 };
}

/** A count for each kind of relation, all zero; a new object each time. */
export function zeroRelationCounts(): Record<RelationType, number> {
  return {
    CONTAINS: 0,
    CLASS_DEFINITION: 0,
    FUNCTION_DEFINITION: 0,
    TEXT_DEFINITION: 0,
    CALLS: 0,
    IMPORTS: 0,
    INHERITS: 0,
    MENTIONS: 0,
  };
}
