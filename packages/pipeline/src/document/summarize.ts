import type { ScanReport, SkipReason } from "@stemma/code-graph";
import { createRunReport, type ProcessingResult } from "@stemma/dfs-processor";
import type { MaskedSecrets } from "../secrets/secret-tally.js";
import type { DocumentSummary } from "./document-summary.js";

/** Reasons that mean a file could not be read, in contrast to one that is not meant to be. */
const faults = new Set<SkipReason>(["unreadable", "too deep", "failed", "timed out"]);

/** What the three phases of a run gave. */
export interface PhaseResults {
  readonly root: string;
  readonly scan: ScanReport;
  readonly documented: ProcessingResult;
  readonly restored: number;
  readonly ofPeople: DocumentSummary["documentation"]["ofPeople"];
  readonly index: DocumentSummary["index"];
  readonly secrets: MaskedSecrets;
  readonly durationsMs: DocumentSummary["durationsMs"];
}

/** One report of a whole run. */
export function summarize(results: PhaseResults): Omit<DocumentSummary, "history"> {
  const { root, scan, documented, restored, ofPeople, index, secrets, durationsMs } = results;
  const { total, changed, unchanged, removed, withSyntaxErrors } = scan.files;
  const { resolved, external, unresolved } = scan.calls;
  return {
    root,
    files: { scanned: total, changed, unchanged, removed },
    filesWithSyntaxErrors: withSyntaxErrors,
    nodes: scan.symbols,
    calls: { resolved, external, unresolved },
    skipped: scan.skipped.map(({ path, reason }) => ({ path, reason, isFault: faults.has(reason) })),
    unsupported: scan.skippedByReason.unsupported ?? 0,
    documentation: {
      documented: documented.counts.documented,
      reused: documented.counts.reused,
      restored,
      ofPeople,
      failed: documented.failed.map(({ id, reason }) => ({ id, reason })),
    },
    index,
    secrets,
    stoppedByBudget: documented.isComplete ? null : { skipped: documented.counts.skipped },
    processing: createRunReport(documented),
    llm: null,
    durationsMs,
  };
}
