import type { Trace, TraceLimits } from "@stemma/pipeline";

/** What bounded a trace, if anything did: with the limit not reached, everything within the depth is there. */
export function whatWasCut(
  { isCut, steps }: Pick<Trace, "isCut" | "steps">,
  { depth, limit }: TraceLimits,
): string[] {
  if (!isCut) return [];
  return steps.length >= limit
    ? [`more than ${limit} symbols: give a greater limit, or a smaller depth`]
    : [`what lies beyond depth ${depth}: give a greater one`];
}
