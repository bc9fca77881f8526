import { StemmaError } from "@stemma/core";

/** A tag of this name is there already, code `"TAG_EXISTS"`. Nothing was done. */
export class TagExistsError extends StemmaError {
  constructor(tag: string, options: { cause?: unknown } = {}) {
    super(`the tag "${tag}" exists already`, {
      code: "TAG_EXISTS",
      advice: "Tags don't move: choose another name, or delete that tag first.",
      ...options,
    });
  }
}
