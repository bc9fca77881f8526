import type { Overrides } from "./classes/overrides.js";
import type { SymbolNumber, Value } from "./evaluate/value.js";

/** Why an edge is believed; see the table in the package's README. */
export type CallKind = "direct" | "override" | "callback";

/** One possible target of a call. */
export interface CallTarget {
  readonly symbol: SymbolNumber;
  readonly confidence: number;
  readonly kind: CallKind;
}

/** A method declared by the receiver's type while derived classes override it. */
const DECLARED_CONFIDENCE = 0.8;
/** An override that runs when the receiver is of that derived class. */
export const OVERRIDE_CONFIDENCE = 0.5;

/** What runs, with whether an override may run in its place, and how many possibilities that are alternatives there are. */
export interface Called {
  readonly called: ReadonlyMap<SymbolNumber, boolean>;
  readonly alternatives: number;
}

/** Shares certainty among what may run, and adds what may run in the place of each. */
export function shareTargets(
  { called, alternatives }: Called,
  values: readonly Value[],
  overrides: Overrides,
): CallTarget[] {
  const targets: CallTarget[] = [];
  const share = 1 / Math.max(1, alternatives);
  for (const [symbol, isDynamic] of called) {
    const instead = isDynamic ? overrides.of(symbol, values) : [];
    const declared = instead.length === 0 ? 1 : DECLARED_CONFIDENCE;
    targets.push({ symbol, confidence: round(share * declared), kind: "direct" });
    for (const override of instead)
      targets.push({ symbol: override, confidence: round(share * OVERRIDE_CONFIDENCE), kind: "override" });
  }
  return targets;
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
