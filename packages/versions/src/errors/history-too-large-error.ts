import { StemmaError } from "@stemma/core";
import type { HistoryLimits } from "../limits/history-limits.js";

/** What is over which limit. */
export interface Excess {
  readonly limit: keyof HistoryLimits;
  readonly found: number;
  readonly allowed: number;
}

const words: Record<keyof HistoryLimits, string> = {
  documents: "documents on one branch",
  textBytes: "bytes in one text",
  totalBytes: "bytes",
  commits: "commits on one branch",
  branches: "branches",
};

/** A remote has more than may be brought from it, code `"HISTORY_TOO_LARGE"`. Nothing of it was kept. */
export class HistoryTooLargeError extends StemmaError {
  readonly excess: Excess;

  constructor(url: string, excess: Excess, options: { cause?: unknown } = {}) {
    const { limit, found, allowed } = excess;
    super(`${url} has ${found} ${words[limit]}; ${allowed} may be brought`, {
      code: "HISTORY_TOO_LARGE",
      advice: `If you trust who writes there, allow more: "historyLimits": { "${limit}": ${found} } in the configuration.`,
      ...options,
    });
    this.excess = excess;
  }
}
