import { type CallSite, FILE_ITSELF } from "../facts/file-facts.js";
import type { LinkedCall } from "./call-linker.js";
import type { CallKind } from "./call-targets.js";
import type { TreeNumbers } from "./queries/tree-numbers.js";

/** A call whose target can't be told; it is never bound to a function that merely has the same name. */
export interface UnresolvedCall {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The callee as written, shortened to 80 characters. */
  readonly text: string;
}

/** A call with what it was bound to. */
export interface ObservedCall extends UnresolvedCall {
  /** Id of the function, class or file that makes the call. */
  readonly callerId: string;
  /** Offset of the call's first UTF-16 unit in the file. */
  readonly offset: number;
  readonly outcome: LinkedCall["outcome"];
  /** Ids of the functions and classes that it may reach, why, and how surely. */
  readonly targets: readonly { readonly id: string; readonly kind: CallKind; readonly confidence: number }[];
}

/** Sees each call with its outcome; for comparing with labels or with another tool. */
export type CallObserver = (call: ObservedCall) => void;

/** Where a call stands, and how it is written. */
export type ObservedSite = Pick<CallSite, "owner" | "line" | "at" | "text">;

/** A call in words of the graph. */
export function observeCall(
  numbers: TreeNumbers,
  unit: number,
  { owner, line, at, text }: ObservedSite,
  { outcome, targets }: LinkedCall,
): ObservedCall {
  return {
    path: numbers.pathOf(unit),
    callerId: owner === FILE_ITSELF ? numbers.pathOf(unit) : numbers.symbolId(numbers.symbolOf(unit, owner)),
    line,
    offset: at,
    text,
    outcome,
    targets: targets.map(({ symbol, kind, confidence }) => ({
      id: numbers.symbolId(symbol),
      kind,
      confidence,
    })),
  };
}
