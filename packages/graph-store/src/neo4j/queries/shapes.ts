/** Every label of a code node; nodes that other programs made have one of these and perhaps nothing but a `path`. */
export const CODE_LABELS = "FOLDER|FILE|CLASS|FUNCTION|TEXT";

/** Relations by which a node holds others. */
export const CONTAINMENT = "CONTAINS|CLASS_DEFINITION|FUNCTION_DEFINITION|TEXT_DEFINITION";

export const ALL_RELATIONS = `${CONTAINMENT}|CALLS|IMPORTS|INHERITS|MENTIONS`;

/** Identity of a node `n`: its id or, where another program gave it none, the database's own. */
export function idOf(node: string): string {
  return `coalesce(${node}.id, elementId(${node}))`;
}

/** The label of a node that says what it is. */
export function labelOf(node: string): string {
  return `[label IN labels(${node}) WHERE label IN ['FOLDER', 'FILE', 'CLASS', 'FUNCTION', 'TEXT']][0]`;
}

/** The name of a node, in a foreign graph the last part of its path. */
export function nameOf(node: string): string {
  return `coalesce(${node}.name, split(${node}.path, '/')[-1], '')`;
}

/**
 * Code nodes by `$ids` and `$elementIds`: the first by the unique index on `CODE(id)`, the second directly. Every id
 * that has the form of an element id stands in both lists.
 */
export const MATCH_BY_IDS = `
CALL () {
  MATCH (n:CODE) WHERE n.id IN $ids RETURN n
  UNION
  UNWIND $elementIds AS elementId
  MATCH (n) WHERE elementId(n) = elementId AND n:${CODE_LABELS} AND n.id IS NULL RETURN n
}`;
