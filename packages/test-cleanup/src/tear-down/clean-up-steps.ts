import { type Clock, Deadline, type Logger, systemClock } from "@stemma/core";
import { warningsOnStderr } from "./warnings-on-stderr.js";

/** One thing to undo. */
export interface CleanUpStep {
  /** Names it in warnings, for example `close the store`. */
  readonly what: string;
  run(): Promise<unknown>;
  /** Looked at when it fails, to say why: for example which files are still open. */
  diagnose?(): Promise<unknown>;
}

/** How steps are run. */
export interface CleanUpOptions {
  /** Told of what is deleted, and of trouble. Default: warnings go to stderr. */
  readonly logger?: Logger | undefined;
  /** Milliseconds for each step. Default 30,000. */
  readonly stepTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Runs the steps in order, each whatever became of the one before and in a time of its own.
 *
 * Never rejects: trouble is a warning with its reason, so that it neither fails a test nor hides the test's own failure.
 *
 * @returns the warnings, none when all went well.
 */
export async function runCleanUpSteps(
  steps: readonly CleanUpStep[],
  options: CleanUpOptions = {},
): Promise<string[]> {
  const { logger = warningsOnStderr, stepTimeoutMs = 30_000, clock = systemClock } = options;
  const warnings: string[] = [];
  for (const step of steps) {
    try {
      await new Deadline(step.what, { timeoutMs: stepTimeoutMs }, stepTimeoutMs, clock).race(started(step));
    } catch (error) {
      const diagnostics = await step.diagnose?.().catch(String);
      warnings.push(`${step.what}: ${String(error)}`);
      logger.warn(
        { step: step.what, reason: String(error), diagnostics },
        "Clean-up of the test is incomplete",
      );
    }
  }
  return warnings;
}

/** A step that throws at once is one that rejects. */
async function started(step: CleanUpStep): Promise<unknown> {
  return step.run();
}
