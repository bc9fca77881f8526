import { hasErrorCode } from "@stemma/core";
import {
  type DocumentPhase,
  type DocumentSummary,
  formatTimeLeft,
  type SpentSoFar,
  StemmaProject,
  TimeLeft,
} from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { formatCost, formatCount } from "../output/amounts.js";
import { createProgressReporter } from "../output/progress-reporter.js";
import { sayHowToGoOn } from "../output/say-how-to-go-on.js";
import { writeReport } from "../output/write-report.js";
import { writeSummary } from "../output/write-summary.js";

const phaseNames: Record<DocumentPhase, string> = {
  scan: "scanning",
  document: "documenting",
  searchable: "searchable",
  index: "filling in vectors",
};

/** How `stemma document` is run, besides its configuration. */
export interface RunDocumentOptions {
  /** `true` by default. */
  readonly commit?: boolean | undefined;
  /** `true` by default; see `DocumentOptions`. */
  readonly fill?: boolean | undefined;
  /** See `DocumentOptions`. `false` by default. */
  readonly rewrite?: boolean | undefined;
  /** Bring the index to the configured embedder first. `false` by default. */
  readonly renews?: boolean | undefined;
  /** A file to write the summary to, as JSON. */
  readonly report?: string | undefined;
}

/** One run of `document`, begun or gone on with: progress, summary, report. */
export async function runDocument(
  directory: string,
  context: CommandContext,
  { commit = true, fill = true, rewrite = false, renews = false, report }: RunDocumentOptions,
): Promise<ExitCode> {
  const { terminal, json, signal, flags, logger } = context;
  const progress = await createProgressReporter(terminal, { quiet: context.quiet });
  const timeLeft = new TimeLeft(() => performance.now());
  await using project = await StemmaProject.create(directory, { flags, logger });
  const reached = { searchable: false };
  try {
    const run: StemmaProject["document"] = (options) =>
      renews ? project.reindex(options) : project.document(options);
    const summary = await run({
      signal,
      commit,
      fill,
      rewrite,
      onProgress({ phase, done, total, spent, finished }) {
        const note =
          spent === undefined || total === null ? "" : describeSpent(spent, timeLeft.note(done, total));
        if (finished === undefined) progress.update(phaseNames[phase], done, total, note);
        else progress.finish(phase, finished);
        reached.searchable ||= phase === "searchable";
      },
    });
    progress.stop();
    if (json) writeJson<"document">(terminal, summary);
    else writeSummary(terminal, summary);
    if (report !== undefined) await writeReport(report, summary);
    if (summary.stoppedByBudget !== null) sayHowToGoOn(terminal, summary);
    return isComplete(summary) ? exitCode.fine : exitCode.partlyDone;
  } catch (error) {
    progress.stop();
    // Whoever reads the summary is to know that there is none.
    if (!reached.searchable || json || report !== undefined || !hasErrorCode(error, "CANCELLED")) throw error;
    terminal.stderr.write("Stopped. The tree is searchable; the next stemma document fills in the rest.\n");
    return exitCode.fine;
  } finally {
    progress.stop();
  }
}

/** `1,200 tokens, $0.12, about 3 min left`; `1,200 tokens, 90 calls in batches, 30 of them made` */
function describeSpent(
  { inputTokens, outputTokens, costUsd, inBatches }: SpentSoFar,
  leftMs: number | null,
): string {
  const cost = costUsd === null ? [] : [formatCost(costUsd)];
  // How long a batch takes nobody knows.
  const left =
    inBatches !== undefined
      ? [`${formatCount(inBatches.calls)} calls in batches, ${formatCount(inBatches.done)} of them made`]
      : leftMs === null
        ? []
        : [`${formatTimeLeft(leftMs)} left`];
  return [`${formatCount(inputTokens + outputTokens)} tokens`, ...cost, ...left].join(", ");
}

/** Left out on purpose (binary, generated, too large, another language) is complete; unreadable is not. */
function isComplete(summary: DocumentSummary): boolean {
  if (summary.stoppedByBudget !== null) return false;
  return summary.documentation.failed.length === 0 && !summary.skipped.some(({ isFault }) => isFault);
}
