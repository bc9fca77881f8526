import type { StoredStamps } from "./stamp-columns.js";
import type { PlaceShare, StampDifferences } from "./stamp-differences.js";

/** What a thread that looks at stamps is asked: each request has one answer, in their order. */
export interface StampRequest {
  /** `null`: the places of the request before. */
  readonly places: { readonly root: string; readonly columns: readonly StoredStamps[] } | null;
  readonly share: PlaceShare;
}

export type StampAnswer = StampDifferences;
