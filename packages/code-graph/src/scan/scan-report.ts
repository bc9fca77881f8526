import type { SkippedFile, SkipReason } from "../discover/skip-reason.js";
import type { ScanFindings } from "../facts/scan-record.js";

/** What a scan found and changed. */
export interface ScanReport extends Omit<ScanFindings, "withSyntaxErrors"> {
  readonly files: {
    /** In the graph now. */
    readonly total: number;
    /** New, or with other content than the graph had. */
    readonly changed: number;
    readonly unchanged: number;
    readonly removed: number;
    /** Parsed in this scan; the facts of the others were known. */
    readonly parsed: number;
    /** Whose imports, bases and calls were resolved in this scan; the others lead where they led. */
    readonly resolved: number;
    /** Files with text that breaks the grammar; what fits is in the graph. */
    readonly withSyntaxErrors: number;
    /** In the graph without what they define: parsing them failed or took too long. The next scan tries again. */
    readonly textOnly: number;
    /**
     * In the graph with what they define and import, and without calls, by language: calls of these languages are not read, and
     * count neither as resolved nor as unresolved. Empty where there are none.
     */
    readonly withoutCalls: Readonly<Record<string, number>>;
  };
  /** Each file left out, and each that `textOnly` counts (`"timed out"`, `"failed"`), but those in no supported language, which are only counted. Sorted by path. */
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
