import type { AnsweringCollections } from "./asked-collections.js";
import { toldCollection } from "./told-collection.js";

/** Characters of a document beside its point. */
const LABEL = 120;

/** Records on a plane, at most 2,000 of them. */
export const vectorMap: AnsweringCollections<"vector-map"> = async ({ collections, given, options }) => {
  const collection = await collections.chroma.getCollection({ name: given.collection }, options);
  const { points, records, explained } = await collections.vectorMap(collection, options);
  return {
    view: "vector-map",
    collection: await toldCollection(collections, collection, options),
    points: points.map(({ id, x, y, document }) => ({ id, x, y, label: document?.slice(0, LABEL) ?? "" })),
    records,
    explained: [explained[0], explained[1]],
  };
};
