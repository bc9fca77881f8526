import { StemmaError } from "@stemma/core";

/** The state directory cannot be used: code `"STATE_NOT_WRITABLE"`, `"STATE_DAMAGED"`, `"STATE_TOO_NEW"` or `"STATE_NOT_OURS"`. Nothing in it was changed. */
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

  static notOurs(directory: string, why: string): StateUnusableError {
    return new StateUnusableError(`${directory} is not taken for a state directory of yours: ${why}`, {
      code: "STATE_NOT_OURS",
      advice:
        "Keep the state in a folder of its own: --state-dir <directory>. If you made this one and trust what it holds: stemma trust.",
    });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
