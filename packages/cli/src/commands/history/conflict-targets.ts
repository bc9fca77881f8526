import { InvalidArgumentError } from "@stemma/core";
import type { WaitingConflict, WaitingMerge } from "@stemma/pipeline";

/** What is to be decided: a document, or without `id` the collection itself. */
export interface ConflictTarget {
  readonly collection: string;
  readonly id?: string;
}

/** @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for an id that is in no conflict, or in conflict in several collections */
export function conflictTargets(
  { conflicts }: WaitingMerge,
  ids: readonly string[],
  collection: string | undefined,
): readonly ConflictTarget[] {
  if (ids.length === 0) {
    if (collection === undefined) {
      throw new InvalidArgumentError("which conflict is to be decided?", {
        advice:
          "Name a document's id, or --collection <name> for a conflict about the collection itself; stemma merge lists them.",
      });
    }
    return [{ collection }];
  }
  return ids.map((id) => {
    if (collection !== undefined) return { collection, id };
    const found = conflicts.flatMap(({ conflict }) =>
      conflict.kind === "document" && conflict.id === id ? [conflict.collectionName] : [],
    );
    const [only, another] = found;
    if (only !== undefined && another === undefined) return { collection: only, id };
    throw new InvalidArgumentError(
      only === undefined ? `"${id}" is in no conflict` : `"${id}" is in conflict in ${found.join(", ")}`,
      {
        advice:
          only === undefined
            ? "stemma merge lists the conflicts that wait."
            : "Name one of them: --collection <name>",
      },
    );
  });
}

/** The conflict about a target. */
export function conflictAbout(
  { conflicts }: WaitingMerge,
  { collection, id }: ConflictTarget,
): WaitingConflict["conflict"] | undefined {
  return conflicts
    .map(({ conflict }) => conflict)
    .find(
      (each) => each.collectionName === collection && (each.kind === "document" ? each.id : undefined) === id,
    );
}
