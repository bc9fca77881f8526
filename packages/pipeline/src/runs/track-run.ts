import { type Clock, type Logger, StemmaError, systemClock } from "@stemma/core";
import { currentProcessIdentity } from "@stemma/graph-store";
import { type LlmProvider, withoutEarlierWordings } from "@stemma/llm";
import type { StemmaConfig } from "../config/config-schema.js";
import type { DocumentSummary } from "../document/document-summary.js";
import type { SpentSoFar } from "../document/progress.js";
import { openProvider } from "../llm/open-provider.js";
import { llmReport, spentSoFar } from "../report/llm-report.js";
import type { StateDirectory } from "../state/state-directory.js";
import { type RunOutcome, type RunRecord, writeRunRecord } from "./run-record.js";

/** What a run is tracked with. */
export interface TrackedRun {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** See `DocumentOptions`. Default: `false`. */
  readonly rewrite?: boolean | undefined;
}

/** What a run spends. */
export interface SpendingWatch {
  /** `undefined` where no language model is configured. */
  readonly soFar: () => SpentSoFar | undefined;
  /** `listener` is told when that changes while no node gets on: of calls that are made in batches. */
  readonly onChange: (listener: () => void) => void;
}

/**
 * Opens the provider for a `document` run, notes in the state directory how the run goes, so that another can go on with
 * it, and adds to its summary what the model was asked.
 */
export async function trackRun(
  { state, config, logger, clock = systemClock, rewrite = false }: TrackedRun,
  run: (llm: LlmProvider, told: SpendingWatch) => Promise<DocumentSummary>,
): Promise<DocumentSummary> {
  const { root, batchesFile } = state;
  const opened = await openProvider(config, { root, batchesFile, environment: process.env, logger });
  const timeOf = (): string => new Date(clock.now()).toISOString();
  const begun: RunRecord = {
    outcome: "running",
    startedAt: timeOf(),
    endedAt: null,
    holder: currentProcessIdentity(),
    leftNodes: null,
    config,
    rewrite,
  };
  const end = (outcome: RunOutcome, leftNodes: number | null): Promise<void> =>
    writeRunRecord(state, { ...begun, outcome, endedAt: timeOf(), leftNodes });
  try {
    await writeRunRecord(state, begun);
    const provider = rewrite ? withoutEarlierWordings(opened.provider) : opened.provider;
    const summary = await run(provider, {
      soFar: () => spentSoFar(opened, config),
      onChange(listener) {
        if (opened.batches !== null) opened.batches.onChange = listener;
      },
    });
    opened.batches?.settle();
    const left = summary.documentation.failed.length + (summary.stoppedByBudget?.skipped ?? 0);
    await end(summary.stoppedByBudget === null ? (left === 0 ? "complete" : "partly") : "budget", left);
    return { ...summary, llm: llmReport(opened, config) };
  } catch (error) {
    // What the run ended with counts, not whether that could be noted.
    await end(outcomeOf(error), null).catch(() => undefined);
    throw error;
  } finally {
    opened.close();
  }
}

function outcomeOf(error: unknown): RunOutcome {
  if (!StemmaError.isInstance(error)) return "failed";
  if (error.code === "CANCELLED") return "interrupted";
  return error.code === "TIMEOUT" ? "timed out" : "failed";
}
