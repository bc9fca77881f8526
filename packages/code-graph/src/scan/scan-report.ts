import type { NodeLabel, RelationType } from "@stemma/graph-store";
import type { SkippedFile, SkipReason } from "../discover/skip-reason.js";

/** What a scan found and changed. */
export interface ScanReport {
  readonly files: {
    /** In the graph now. */
    readonly total: number;
    /** New, or with other content than the graph had. */
    readonly changed: number;
    readonly unchanged: number;
    readonly removed: number;
    /** Parsed in this scan; the facts of the others were known. */
    readonly parsed: number;
    /** Files with text that breaks the grammar; what fits is in the graph. */
    readonly withSyntaxErrors: number;
  };
  readonly symbols: Readonly<Record<NodeLabel, number>>;
  readonly relations: Readonly<Record<RelationType, number>>;
  readonly calls: {
    /** With at least one target in the tree. */
    readonly resolved: number;
    /** Of builtins and libraries outside the tree. */
    readonly external: number;
    readonly unresolved: number;
    /** CALLS relations by confidence, for example `{ "1": 812, "0.5": 40 }`. */
    readonly relationsByConfidence: Readonly<Record<string, number>>;
    /** The most frequent unresolved callees, at most 50. */
    readonly mostUnresolved: readonly { readonly text: string; readonly count: number }[];
  };
  readonly imports: { readonly inside: number; readonly outside: number };
  /** Each file left out, but those in no supported language, which are only counted. Sorted by path. */
  readonly skipped: readonly SkippedFile[];
  readonly skippedByReason: Readonly<Partial<Record<SkipReason, number>>>;
  /** What was written. */
  readonly changes: {
    /** Nodes that go on under another id, with their documentation: moved, or in a folder that was renamed. */
    readonly nodesMoved: number;
    readonly nodesWritten: number;
    readonly nodesDeleted: number;
    readonly relationsWritten: number;
    readonly relationsDeleted: number;
  };
  readonly durations: {
    readonly discoverMs: number;
    readonly parseMs: number;
    readonly linkMs: number;
    readonly writeMs: number;
    readonly totalMs: number;
  };
}
