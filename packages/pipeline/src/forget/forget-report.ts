import type { ForgottenInHistory } from "@stemma/versions";

/** A place that held the text. */
export interface ForgottenPlace {
  readonly path: string;
  /** `rewritten`: without it; `removed`: as a whole, it is made again by the next `document`. */
  readonly outcome: "rewritten" | "removed";
  /** Values of a database. */
  readonly values?: number;
}

/** What {@link forgetText} did, or in a dry run would do; also what `stemma forget --json` prints. */
export interface ForgetReport {
  readonly root: string;
  readonly isDryRun: boolean;
  /** An earlier call was interrupted: everything is gone through again, also what holds the text no more. */
  readonly wasInterrupted: boolean;
  readonly places: readonly ForgottenPlace[];
  /** `null` where there is no history. */
  readonly history: Omit<ForgottenInHistory, "hashes"> | null;
  /** What may hold the text and was not looked into, or could not be rewritten, with what to do there. */
  readonly left: readonly { readonly where: string; readonly advice: string }[];
  /** Files of the tree that say it in a way that masks nothing: the next `document` brings it back. */
  readonly sources: readonly string[];
}
