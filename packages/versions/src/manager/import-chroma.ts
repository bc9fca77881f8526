import { stat } from "node:fs/promises";
import { join } from "node:path";
import { InvalidArgumentError } from "@stemma/core";
import type { ChromaContents } from "../chroma/chroma-contents.js";
import { isServer } from "../chroma/python-chroma-contents.js";
import { CollectionTakenError } from "../errors/collection-taken-error.js";
import { inPieces } from "../sync/pieces.js";
import type { WorkingCopy } from "./working-copy.js";

/** What was copied; it is not committed yet. */
export interface ImportResult {
  readonly collections: number;
  readonly documents: number;
}

/** Opening would make a directory that is not there. @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` */
export async function requireChroma(location: string): Promise<void> {
  if (isServer(location)) return;
  const found = await stat(join(location, "chroma.sqlite3")).catch(() => undefined);
  if (!found) throw new InvalidArgumentError(`there is no Chroma data in ${location}`);
}

/** Copies all collections of another Chroma, with their vectors. Rejects with COLLECTION_TAKEN before anything is copied. */
export async function importChroma({ contents }: WorkingCopy, source: ChromaContents): Promise<ImportResult> {
  const taken = new Set((await contents.listCollections()).map((each) => each.name));
  const digests = await source.digest({});
  const clash = digests.find((each) => taken.has(each.collection.name));
  if (clash) throw new CollectionTakenError(clash.collection.name);
  let documents = 0;
  const made: string[] = [];
  try {
    for (const { collection, hashes } of digests) {
      const { chromaId } = await contents.createCollection(collection);
      made.push(chromaId);
      const ids = [...(hashes?.keys() ?? [])];
      for (const piece of inPieces(ids)) {
        await contents.writeRecords(chromaId, await source.readRecords(collection, piece));
      }
      documents += ids.length;
    }
  } catch (error) {
    // Whole or not at all: what is left would be in the way of the next attempt.
    for (const chromaId of made) await contents.deleteCollection(chromaId).catch(() => undefined);
    throw error;
  }
  return { collections: digests.length, documents };
}
