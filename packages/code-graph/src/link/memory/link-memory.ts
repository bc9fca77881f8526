import type { SymbolReference } from "../queries/tree-numbers.js";
import type { Questions } from "../queries/tree-queries.js";
import type { FileCounts } from "./link-counts.js";

/** What resolving a file found, with the questions that it depends on and a hash of their answers. */
interface AnsweredQuestions {
  readonly questions: Questions;
  readonly answers: string;
}

/** The types that a file's members outside their types belong to, in the order of the members. */
export interface OutOfLineTypes extends AnsweredQuestions {
  readonly types: readonly (readonly SymbolReference[])[];
}

/** The bases of one class that a file names. */
interface KnownBases {
  readonly of: SymbolReference;
  readonly bases: readonly SymbolReference[];
  readonly hasForeign: boolean;
  readonly mixed?: readonly SymbolReference[];
}

/** The bases that a file names, of its own classes and of others. */
export interface FileBases extends AnsweredQuestions {
  readonly classes: readonly KnownBases[];
}

/** What a file leads to: the relations themselves are in the graph. */
interface FileLinks extends AnsweredQuestions {
  readonly counts: FileCounts;
}

/** Everything that is kept of resolving a file, by kind. */
export interface KeptLinks {
  readonly outOfLine: OutOfLineTypes;
  readonly bases: FileBases;
  readonly links: FileLinks;
}

/** Remembers from scan to scan what files led to. */
export interface LinkMemory {
  /** What the last scan found for a file that has not changed since; `null` when that is not known. */
  known<K extends keyof KeptLinks>(kind: K, unit: number): KeptLinks[K] | null;
  keep<K extends keyof KeptLinks>(kind: K, unit: number, found: KeptLinks[K]): void;
}
