import { StemmaError } from "@stemma/core";

/** An import would write into a collection that is there, code `"COLLECTION_TAKEN"`. Nothing was done. */
export class CollectionTakenError extends StemmaError {
  constructor(collection: string) {
    super(`there is a collection "${collection}" already`, {
      code: "COLLECTION_TAKEN",
      advice: "Rename or delete it first, or import into a working copy of its own.",
    });
  }
}
