import type { Logger } from "@stemma/core";
import type { Discovery } from "../discover/discover-files.js";
import type { ReaderOptions } from "../extract/create-reader.js";
import type { FactsStore } from "../facts/facts-store.js";
import type { TextMask } from "../graph/text-mask.js";
import type { ExplainedCall } from "../link/explain/explain-calls.js";
import type { CallObserver, UnresolvedCall } from "../link/observed-call.js";

/** Where a scan stands. `total` is known from the start of each phase. */
export interface ScanProgress {
  readonly phase: "discover" | "parse" | "link" | "write";
  readonly done: number;
  readonly total: number;
}

/** Which calls a scan is to explain. */
export interface ExplainOptions {
  /** Of the file, relative to the root, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Is told of each call of the line, with each step to what it is bound to; of none where the line has none. */
  readonly onExplained: (call: ExplainedCall) => void;
}

/** What a scan takes besides the tree and the graph; everything has a default. */
export interface ScanOptions extends ReaderOptions {
  /** Patterns in the syntax of `.gitignore`; only files that match one are scanned. Default: all. */
  readonly include?: readonly string[] | undefined;
  /** Patterns in the syntax of `.gitignore`, besides the tree's own `.gitignore` and `.stemmaignore` files. */
  readonly exclude?: readonly string[] | undefined;
  /** Longest time that one file may take to parse. Default 5,000. */
  readonly timeoutPerFileMs?: number | undefined;
  /** Larger files are left out. Default 1,048,576. */
  readonly maxFileBytes?: number | undefined;
  /**
   * Facts of earlier scans, so that only changed files are parsed again; stays open. Default: none, every file is
   * parsed. The graph is the same either way.
   */
  readonly facts?: FactsStore | undefined;
  /**
   * Where the scan holds what is too much for memory, about five times the size of the new sources; nothing stays there.
   * Default: the system's folder for temporary files.
   */
  readonly temporaryFolder?: string | undefined;
  /** Through which every signature, docstring and source goes before the graph gets it. Default: as they are. */
  readonly textMask?: TextMask | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
  /** Is told what was found in the tree, before any of it is read. */
  readonly onDiscovered?: ((found: Discovery) => void) | undefined;
  /** Sees every unresolved call; the report holds only counts. */
  readonly onUnresolvedCall?: ((call: UnresolvedCall) => void) | undefined;
  /** Sees every call with what it was bound to, also those of files that did not change. */
  readonly onCall?: CallObserver | undefined;
  /** Explains the calls of one line of one file once the tree is resolved. */
  readonly explain?: ExplainOptions | undefined;
  /** Stops the scan with a `CancelledError`; the graph then stays as it was. */
  readonly signal?: AbortSignal | undefined;
  readonly logger?: Logger | undefined;
  /** How much of what is known of the files is held in memory while they are resolved; for tests. */
  readonly heldFactsWeight?: number | undefined;
}
