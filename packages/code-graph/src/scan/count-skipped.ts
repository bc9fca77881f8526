import type { SkippedFile, SkipReason } from "../discover/skip-reason.js";

/** Files left out, by reason. */
export function countSkipped(
  skipped: readonly SkippedFile[],
  unsupported: number,
): Readonly<Partial<Record<SkipReason, number>>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  if (unsupported > 0) counts.unsupported = unsupported;
  for (const { reason } of skipped) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
