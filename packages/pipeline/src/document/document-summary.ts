import type { RunReport } from "@stemma/dfs-processor";
import type { NodeLabel } from "@stemma/graph-store";
import type { LlmReport } from "../report/llm-report.js";
import type { MaskedSecrets } from "../secrets/secret-tally.js";

/** A file that was left out, and why. */
export interface SkippedFile {
  readonly path: string;
  /** `"binary"`, `"too large"`, `"unreadable"`, … */
  readonly reason: string;
  /** True when the file should have been read but could not be; false when it was left out by design. */
  readonly isFault: boolean;
}

/** What a `document` run did; also what `stemma document --json` prints. */
export interface DocumentSummary {
  readonly root: string;
  /** Files by what the scan found about them since the last run. */
  readonly files: {
    readonly scanned: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly removed: number;
  };
  readonly nodes: Readonly<Record<NodeLabel, number>>;
  /** Calls by where they lead: into the tree, to a library, or nobody knows. */
  readonly calls: { readonly resolved: number; readonly external: number; readonly unresolved: number };
  readonly filesWithSyntaxErrors: number;
  /** Files in languages that are not read, by count only. */
  readonly unsupported: number;
  readonly skipped: readonly SkippedFile[];
  readonly documentation: {
    readonly documented: number;
    readonly reused: number;
    /** Given back from the history before documenting, and then reused where it fits. */
    readonly restored: number;
    /**
     * Texts that people wrote, by id: those that stayed though other ones were made of their nodes, and those whose nodes are gone; those
     * that what was made anew was merged into, and those that a person is to look at, since their source has changed.
     */
    readonly ofPeople: {
      readonly kept: readonly string[];
      readonly removed: readonly string[];
      readonly merged: readonly string[];
      readonly stale: readonly string[];
    };
    readonly failed: readonly { readonly id: string; readonly reason: string }[];
  };
  readonly index: {
    readonly written: number;
    readonly unchanged: number;
    readonly removed: number;
    /** Texts that the model had to embed; the others came from the cache. */
    readonly embedded: number;
    /** `false`: it was told to stop where the tree is searchable; the next run writes what is missing. */
    readonly isFilled: boolean;
  };
  /** Secrets in the tree's sources: what is made from them has `[secret: <kind>]` in their place. */
  readonly secrets: MaskedSecrets;
  /** Where the index stands in its history now; `null` when it was told to leave the history alone. */
  readonly history: {
    /** `null`: the index stands on a commit alone. */
    readonly branch: string | null;
    /** `"detached"`: git or the index is on no branch, so nothing was committed. */
    readonly outcome: "committed" | "unchanged" | "detached";
    readonly commit: string | null;
    /** What git had checked out; `null` without git. */
    readonly gitCommit: string | null;
  } | null;
  /** Nodes that a budget left for another run; `null` when none ended this one. */
  readonly stoppedByBudget: { readonly skipped: number } | null;
  /** How the documenting went: workers, batches, slow nodes, memory, calls, failures, and what could be done about it. */
  readonly processing: RunReport;
  /** `null` when no language model was configured. */
  readonly llm: LlmReport | null;
  readonly durationsMs: {
    readonly scan: number;
    readonly document: number;
    /** From the beginning until the tree could be searched. */
    readonly searchable: number;
    readonly index: number;
    readonly total: number;
  };
}
