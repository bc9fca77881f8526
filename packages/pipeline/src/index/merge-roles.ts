import type { MergeRoles } from "@stemma/versions";
import { derivedFields, type IndexMetadata, sourceFields, writerOf } from "./index-record.js";

const CONTAINERS = new Set(["FOLDER", "FILE", "CLASS"]);

/**
 * What a merge has to know of an index. Texts that a rule wrote, and those that a model made from others, are made again by the next
 * run, as far as they then differ: they are never in conflict. What a model wrote of a node alone, and what a person wrote, is.
 */
export const mergeRoles: MergeRoles = {
  sourceFields,
  derivedFields,
  isMadeAgain({ metadata }) {
    const { node_key: key, derived, kind = "" } = (metadata ?? {}) as Partial<IndexMetadata>;
    // Of somebody else, who shares the collection.
    if (metadata === null || key === undefined) return false;
    const author = writerOf(metadata as Partial<IndexMetadata>);
    return author === "rule" || (author === "model" && (derived ?? CONTAINERS.has(kind)));
  },
};
