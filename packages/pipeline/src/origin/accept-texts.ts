import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { IndexMetadata } from "../index/index-record.js";
import type { MadeHere } from "./made-here.js";
import type { NodeText } from "./text-key.js";

const PAGE = 1_000;

/** What {@link acceptTexts} did. */
export interface AcceptedTexts {
  /** Now counted as made here. */
  readonly accepted: number;
  readonly unchanged: number;
}

/** Takes the texts that the index holds now for one's own; those below `paths`, or all. Others of the same nodes are not accepted by that. */
export async function acceptTexts(
  collection: ChromaCollection,
  madeHere: MadeHere,
  paths: readonly string[],
  options: CallOptions = {},
): Promise<AcceptedTexts> {
  let accepted = 0;
  let seen = 0;
  for (let offset = 0; ; offset += PAGE) {
    const page = await collection.get({ limit: PAGE, offset, include: ["documents", "metadatas"] }, options);
    const texts = page.ids.flatMap((nodeId, position): NodeText[] => {
      const { path = "" } = (page.metadatas[position] ?? {}) as Partial<IndexMetadata>;
      const text = page.documents[position];
      return isBelow(path, paths) && typeof text === "string" ? [{ nodeId, text }] : [];
    });
    seen += texts.length;
    accepted += madeHere.add(texts);
    if (page.ids.length < PAGE) return { accepted, unchanged: seen - accepted };
  }
}

function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.length === 0 || folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
