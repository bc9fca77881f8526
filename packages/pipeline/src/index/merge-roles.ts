import type { MergeRoles } from "@stemma/versions";
import { derivedFields, type IndexMetadata, sourceFields, writerOf } from "./index-record.js";

const CONTAINERS = new Set(["FOLDER", "FILE", "CLASS"]);

/**
 * What a merge has to know of an index. Texts that were made from others', by a rule or a model, are made again by the next run, as far
 * as what they are made from then differs: they are never in conflict. What was written of a node alone, and by a person, is.
 */
export const mergeRoles: MergeRoles = {
  sourceFields,
  derivedFields,
  isMadeAgain({ document, metadata }) {
    const { node_key: key, derived, kind = "" } = (metadata ?? {}) as Partial<IndexMetadata>;
    // Of somebody else, who shares the collection.
    if (metadata === null || key === undefined) return false;
    const author = writerOf(metadata, document);
    return author !== "person" && (derived ?? CONTAINERS.has(kind));
  },
};
