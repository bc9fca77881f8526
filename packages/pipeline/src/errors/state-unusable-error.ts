import { StemmaError } from "@stemma/core";

/** The state directory cannot be used: code `"STATE_NOT_WRITABLE"`, `"STATE_DAMAGED"` or `"STATE_TOO_NEW"`. Nothing in it was changed. */
export class StateUnusableError extends StemmaError {
  static notWritable(directory: string, cause: unknown): StateUnusableError {
    return new StateUnusableError(`The state cannot be written to ${directory}: ${messageOf(cause)}`, {
      code: "STATE_NOT_WRITABLE",
      advice: "Keep it elsewhere: --state-dir <directory>, or STEMMA_STATE_DIR",
      cause,
    });
  }

  static damaged(directory: string, what: string, cause?: unknown): StateUnusableError {
    return new StateUnusableError(`The state in ${directory} is damaged: ${what}`, {
      code: "STATE_DAMAGED",
      advice: `All but its history can be made again: remove ${directory}, except for its folder history, and run stemma document`,
      cause,
    });
  }

  static tooNew(directory: string, found: number, supported: number): StateUnusableError {
    return new StateUnusableError(
      `The state in ${directory} has format ${found}; this version of stemma reads formats up to ${supported}`,
      { code: "STATE_TOO_NEW", advice: "Use the newer stemma, or another --state-dir" },
    );
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
