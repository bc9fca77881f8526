import type { ScanOptions } from "@stemma/code-graph";
import type { CallOptions, Logger } from "@stemma/core";
import type { Passage } from "../ask/tree-answer.js";
import type { ProjectFlags } from "../config/load-config.js";
import type { DocumentProgress } from "../document/progress.js";
import type { SearchFilter } from "../search/search-filter.js";
import type { SymbolDescription } from "../show/symbol-description.js";
import type { Answer } from "../standing/standing.js";
import type { NeighbourhoodLimits } from "../trace/neighbourhood.js";
import type { TraceDirection, TraceLimits } from "../trace/trace.js";

/** How a project is opened. */
export interface OpenProjectOptions {
  /** Overrides environment, file and defaults. */
  readonly flags?: ProjectFlags | undefined;
  /** Default: silent. */
  readonly logger?: Logger | undefined;
  /** Where Python's `print` goes, for processes whose standard output is a protocol. Default: `stdout`, as in Python. */
  readonly pythonPrints?: "stdout" | "stderr" | undefined;
}

/** What a run may take of a language model. */
export interface RunBudget {
  /** US dollars. */
  readonly maxCostUsd?: number | undefined;
  readonly maxTokens?: number | undefined;
}

/** How {@link StemmaProject.document} is run. */
export interface DocumentOptions {
  readonly signal?: AbortSignal | undefined;
  /** Follow git's branch and commit what changed. Default `true`. */
  readonly commit?: boolean | undefined;
  /**
   * Go on with the model's vectors once the tree is searchable, and commit. Default `true`; without, the index and its history stay
   * as they are, and the next run fills them.
   */
  readonly fill?: boolean | undefined;
  /**
   * Write anew, and pay for, texts that were kept from earlier wordings of the prompts. Default `false`: they stay until their own
   * sources change.
   */
  readonly rewrite?: boolean | undefined;
  /** Bounds what a model may take in this run; what is configured bounds it, too. */
  readonly budget?: RunBudget | undefined;
  readonly onProgress?: ((progress: DocumentProgress) => void) | undefined;
}

/** How {@link StemmaProject.scan} is run. */
export type ProjectScanOptions = Pick<ScanOptions, "signal" | "onProgress" | "explain">;

/** How {@link StemmaProject.search} is run. */
export interface SearchOptions extends CallOptions {
  /** How many results. Default 10. */
  readonly limit?: number | undefined;
  /** A branch, tag or commit of the history to search in place of the index as it is now. */
  readonly at?: string | undefined;
  /** A symbol, in place of the question: what is like it. */
  readonly like?: string | undefined;
  /** Which places may answer. Default: all. */
  readonly filter?: SearchFilter | undefined;
}

/** How {@link StemmaProject.ask} is run. */
export interface AskOptions extends SearchOptions {
  /** Told of what has come of the answer so far, where the model writes it piece by piece. */
  readonly onText?: ((soFar: string) => void) | undefined;
  /** Told of what the answer is made from, before a model is asked. */
  readonly onPassages?: ((passages: readonly Passage[]) => void) | undefined;
}

/** Which version is asked. */
export interface AtOptions extends CallOptions {
  /** A branch, tag or commit of the history, of which the texts and the calls are known; by default the tree as it was documented last. */
  readonly at?: string | undefined;
}

/** How {@link StemmaProject.show} is run. */
export interface ShowOptions extends AtOptions {
  /** How many of one name are described. Default: all. */
  readonly limit?: number | undefined;
}

/** Symbols of one name, the likeliest first. */
export type ShownSymbols = Answer<SymbolDescription[]> & {
  /** Ids of those beyond the limit. */
  readonly alsoNamed: readonly string[];
};

/** How {@link StemmaProject.neighbourhood} is run. */
export interface NeighbourhoodOptions extends AtOptions, NeighbourhoodLimits {}

/** How {@link StemmaProject.trace} is run. */
export interface TraceOptions extends AtOptions, TraceLimits {
  readonly direction: TraceDirection;
}

/** How {@link StemmaProject.tracePath} and {@link StemmaProject.impact} are run. */
export interface PathOptions extends AtOptions, TraceLimits {}

/** How {@link StemmaProject.outline} and {@link StemmaProject.unused} are run. */
export interface BelowOptions extends AtOptions {
  /** How much is listed at most. Default 1,000. */
  readonly limit?: number | undefined;
}

/** How {@link StemmaProject.cycles} is run. */
export interface CyclesOptions extends BelowOptions {
  /** Along which relation. Default: `IMPORTS`, circles of files. */
  readonly relation?: "IMPORTS" | "CALLS" | "INHERITS" | undefined;
}
