import type { CallOptions } from "@stemma/core";
import { isAbout, type MergeConflict, type Resolution, type WithMetadata } from "../merge/conflict.js";
import type { MergePolicy } from "../merge/plan-merge.js";
import type { DocumentRow } from "../model/document-row.js";
import type { Author } from "../model/history.js";

/** What decides conflicts: one side throughout, nobody (`field`: fields are merged, conflicts wait), or the caller. */
export type MergeStrategy = "ours" | "theirs" | "field" | "custom";

/** How to merge. */
export interface MergeOptions extends CallOptions {
  /** Default `"field"`; `"custom"` asks `resolve`. */
  readonly strategy?: MergeStrategy | undefined;
  readonly resolve?: (conflict: MergeConflict) => Resolution | undefined;
  readonly message?: string | undefined;
  readonly author?: Author | undefined;
  /** Metadata keys that tell what a text was written from. Default `["source_hash"]`. */
  readonly sourceFields?: readonly string[] | undefined;
  /** Metadata keys that are computed from the rest, such as line numbers: they follow the text and are no conflict. Default none. */
  readonly derivedFields?: readonly string[] | undefined;
  /**
   * Whether a document was made from others and can be made again, as a summary of a folder is. Such texts are no conflict: ours stays,
   * marked as stale, until it is made again. Default: none is.
   */
  readonly isMadeAgain?: ((document: WithMetadata<DocumentRow>) => boolean) | undefined;
}

/** What some documents and metadata keys mean; the same for a merge and for looking at one that waits. */
export type MergeRoles = Pick<MergeOptions, "sourceFields" | "derivedFields" | "isMadeAgain">;

/** What was decided one by one goes before the strategy, which then decides what is left open. */
export function policyOf(options: MergeOptions, resolutions: readonly Resolution[]): MergePolicy {
  const { strategy = "field", resolve, sourceFields = ["source_hash"], derivedFields = [] } = options;
  const { isMadeAgain = () => false } = options;
  const byStrategy = (conflict: MergeConflict): Resolution | undefined => {
    if (strategy === "custom") return resolve?.(conflict);
    if (strategy === "field") return undefined;
    const id = conflict.kind === "document" ? { id: conflict.id } : {};
    return { collection: conflict.collection, ...id, take: strategy };
  };
  return {
    resolve: (conflict) => {
      const decided = resolutions.find((each) => isAbout(each, conflict));
      const rest = byStrategy(conflict);
      const isPart = decided?.fields !== undefined || decided?.content !== undefined;
      return isPart && rest ? { ...rest, ...decided } : (decided ?? rest);
    },
    sourceFields,
    derivedFields,
    isMadeAgain,
  };
}
