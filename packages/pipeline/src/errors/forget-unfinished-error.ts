import { StemmaError } from "@stemma/core";

/** A `stemma forget` of this tree was interrupted, code `"FORGET_UNFINISHED"`: what is there may be half with the text, half without. */
export class ForgetUnfinishedError extends StemmaError {
  /** @param mark - The file that says so. */
  constructor(root: string, mark: string) {
    super(`a text was being forgotten in ${root} when the process ended`, {
      code: "FORGET_UNFINISHED",
      advice: `Finish it by the same command: stemma forget --yes, with the same text. If nobody knows it any more, remove ${mark}.`,
    });
  }
}
