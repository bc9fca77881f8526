import type { Relation, RelationType } from "@stemma/graph-store";
import type { LinkCounts } from "../program-linker.js";
import type { Questions, SymbolReference } from "./questions.js";

/** What resolving a file found, with the questions that it depends on and a hash of their answers. */
export interface AnsweredQuestions {
  readonly questions: Questions;
  readonly answers: string;
}

/** The types that a file's members outside their types belong to, in the order of the members. */
export interface OutsideTypes extends AnsweredQuestions {
  readonly types: readonly (readonly SymbolReference[])[];
}

/** The bases of one class of a file. */
export interface KnownBases {
  readonly definition: number;
  readonly bases: readonly SymbolReference[];
  readonly hasForeign: boolean;
}

/** The bases of a file's classes that name any. */
export interface FileBases extends AnsweredQuestions {
  readonly classes: readonly KnownBases[];
}

/** What resolving one file counted. */
export interface FileCounts extends LinkCounts {
  relations: Partial<Record<RelationType, number>>;
  /** CALLS relations by confidence. */
  callsByConfidence: Record<string, number>;
  /** Callees that could not be told, and how often. */
  unresolved: Record<string, number>;
}

/** What a file leads to: the relations themselves are in the graph. */
export interface FileLinks extends AnsweredQuestions {
  readonly counts: FileCounts;
}

/** Everything that is kept of resolving a file, by kind. */
export interface KeptLinks {
  readonly outside: OutsideTypes;
  readonly bases: FileBases;
  readonly links: FileLinks;
}

/** Remembers from scan to scan what files led to. */
export interface LinkMemory {
  /** What the last scan found for a file that has not changed since; `null` when that is not known. */
  known<K extends keyof KeptLinks>(kind: K, unit: number): KeptLinks[K] | null;
  keep<K extends keyof KeptLinks>(kind: K, unit: number, found: KeptLinks[K]): void;
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
