import { basename } from "node:path";
import { hasErrorCode } from "@stemma/core";
import type { AnsweringCollections, WithHistory } from "./asked-collections.js";
import { rowsThen } from "./rows-then.js";
import { collectionThen, toldCollection } from "./told-collection.js";

/** All collections of a place, as they are or as of a ref. */
export const collections: AnsweringCollections<"collections"> = async (asked) => {
  const { collections: place, withHistory, given, options } = asked;
  const name = basename(place.location);
  if (given.at !== undefined) {
    const then = await withHistory((versions) => rowsThen(versions, given.at ?? "HEAD", options));
    const told = then.rows.map(collectionThen);
    return { view: "collections", place: name, collections: told, hasHistory: true };
  }
  const told = [];
  for (const each of await place.chroma.listCollections({}, options))
    told.push(await toldCollection(place, each, options));
  return {
    view: "collections",
    place: name,
    collections: told.sort((one, other) => (one.name < other.name ? -1 : 1)),
    hasHistory: await hasHistory(withHistory),
  };
};

/** Whether there is one; one that is held by others is there. */
async function hasHistory(withHistory: WithHistory): Promise<boolean> {
  try {
    await withHistory(() => Promise.resolve());
    return true;
  } catch (error) {
    return !hasErrorCode(error, "HISTORY_MISSING") && !hasErrorCode(error, "INVALID_ARGUMENT");
  }
}
