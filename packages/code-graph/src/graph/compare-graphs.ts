import type { CodeNode, Relation } from "@stemma/graph-store";

/** Everything that a graph holds of a tree. */
export interface GraphContent {
  readonly nodes: readonly CodeNode[];
  readonly relations: readonly Relation[];
}

/** One thing in which a graph is not what it should be. */
export interface GraphDifference {
  readonly what: "node" | "relation";
  /** `missing`: it should be there; `extra`: it should not; `other`: there, but not the same. */
  readonly kind: "missing" | "extra" | "other";
  /** Id of the node, or `from TYPE to`. */
  readonly id: string;
  /** Properties that differ, for `other`. */
  readonly fields: readonly string[];
}

/** Compares a graph with how it should be, node by node with all properties and relation by relation. */
export function compareGraphs(actual: GraphContent, expected: GraphContent): GraphDifference[] {
  return [
    ...compare("node", actual.nodes, expected.nodes, ({ id }) => id),
    ...compare(
      "relation",
      actual.relations,
      expected.relations,
      ({ type, fromId, toId }) => `${fromId} ${type} ${toId}`,
    ),
  ];
}

function compare<T extends object>(
  what: GraphDifference["what"],
  actual: readonly T[],
  expected: readonly T[],
  idOf: (entry: T) => string,
): GraphDifference[] {
  const differences: GraphDifference[] = [];
  const left = new Map(actual.map((entry) => [idOf(entry), entry]));
  for (const wanted of expected) {
    const id = idOf(wanted);
    const found = left.get(id);
    left.delete(id);
    if (found === undefined) differences.push({ what, kind: "missing", id, fields: [] });
    else {
      const fields = (Object.keys(wanted) as (keyof T & string)[]).filter(
        (key) => found[key] !== wanted[key] && String(found[key]) !== String(wanted[key]),
      );
      if (fields.length > 0) differences.push({ what, kind: "other", id, fields });
    }
  }
  for (const id of left.keys()) differences.push({ what, kind: "extra", id, fields: [] });
  return differences;
}
