import { StemmaError } from "@stemma/core";
import type { Failure } from "../api/requests.js";

/** What failed, as a page can tell it, and the status that goes with it. */
export interface FailedAnswer {
  readonly status: 400 | 404 | 409 | 500 | 503;
  /** When to ask again, where waiting is all that it takes. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Failure;
}

/** Not found, or not said well: those who asked can mend it. The others have to wait, or to look at the server. */
const STATUS: Readonly<Record<string, FailedAnswer["status"]>> = {
  INVALID_ARGUMENT: 400,
  SYMBOL_NOT_FOUND: 404,
  SYMBOL_AMBIGUOUS: 404,
  UNKNOWN_REF: 404,
  COLLECTION_NOT_FOUND: 404,
  NOT_DOCUMENTED: 404,
  HISTORY_MISSING: 404,
  BRANCH_MOVED: 409,
  CONFIG_INVALID: 409,
  DETACHED: 409,
  DIRTY_WORKING_COPY: 409,
  MERGE_IN_PROGRESS: 409,
  MOVED: 409,
  NO_MERGE_IN_PROGRESS: 409,
  RUN_UNDER_WAY: 409,
  UNRELATED_HISTORIES: 409,
  DATA_DIRECTORY_LOCKED: 503,
  GRAPH_BUSY: 503,
  REPOSITORY_BUSY: 503,
  STATE_IN_USE: 503,
  TOO_MANY_CALLS: 503,
  WORKING_COPY_LOCKED: 503,
  TIMEOUT: 503,
  CANCELLED: 503,
};

/** Seconds: whoever holds what is needed lets go of it a second after its last question. */
const RETRY_AFTER = { "retry-after": "1" };

/** Errors without a code say nothing of the machine to the page: the log has them. */
export function failedAnswer(error: unknown): FailedAnswer {
  if (!StemmaError.isInstance(error)) {
    const message = "Something went wrong in the server; its log says what.";
    return { status: 500, headers: {}, body: { error: { code: "INTERNAL", message, advice: "" } } };
  }
  const { code, message, advice = "" } = error;
  const status = STATUS[code] ?? 500;
  return { status, headers: status === 503 ? RETRY_AFTER : {}, body: { error: { code, message, advice } } };
}
