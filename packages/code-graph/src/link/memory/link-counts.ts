import type { Relation, RelationType } from "@stemma/graph-store";

/** What linking counted. */
interface LinkCounts {
  resolvedCalls: number;
  /** Calls of builtins and of libraries outside the tree. */
  externalCalls: number;
  unresolvedCalls: number;
  /** Modules named that are in the tree, and those that are not. */
  importsInside: number;
  importsOutside: number;
}

/** What resolving one file counted. */
export interface FileCounts extends LinkCounts {
  relations: Partial<Record<RelationType, number>>;
  /** CALLS relations by confidence. */
  callsByConfidence: Record<string, number>;
  /** Callees that could not be told, and how often. */
  unresolved: Record<string, number>;
}

/** Counts of a file of which nothing was resolved yet. */
export function noCounts(): FileCounts {
  return {
    resolvedCalls: 0,
    externalCalls: 0,
    unresolvedCalls: 0,
    importsInside: 0,
    importsOutside: 0,
    relations: {},
    callsByConfidence: {},
    // Names such as "constructor" must be ordinary keys.
    unresolved: Object.create(null) as Record<string, number>,
  };
}

/** Adds relations to what was counted. */
export function countRelations(counts: FileCounts, relations: readonly Relation[]): void {
  for (const { type, confidence } of relations) {
    counts.relations[type] = (counts.relations[type] ?? 0) + 1;
    if (type !== "CALLS") continue;
    const key = String(confidence);
    counts.callsByConfidence[key] = (counts.callsByConfidence[key] ?? 0) + 1;
  }
}
