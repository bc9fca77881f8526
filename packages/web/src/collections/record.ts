import { InvalidArgumentError } from "@stemma/core";
import type { RecordAnswer } from "../api/collections.js";
import type { AnsweringCollections, AskedCollections } from "./asked-collections.js";
import { recordsThen, rowNamed } from "./rows-then.js";
import { collectionThen, toldCollection } from "./told-collection.js";
import { recordsOf, toldRecord } from "./told-record.js";

const NEAREST = 10;

/** One record, whole, with what is nearest to it by its own vector. */
export const record: AnsweringCollections<"record"> = async (asked) => {
  if (asked.given.at !== undefined) return recordAt(asked, asked.given.at);
  const { collections, given, options } = asked;
  const { collection: name, id } = given;
  const collection = await collections.chroma.getCollection({ name }, options);
  const include = ["documents", "metadatas", "uris", "embeddings"] as const;
  const found = await collection.get({ ids: [id], include }, options);
  const [plain] = recordsOf(found);
  if (plain === undefined) throw noRecord(name, id);
  const near =
    found.dimension === 0
      ? []
      : // Itself among them, as a rule.
        await collection
          .query({ queryEmbeddings: found.embeddings, nResults: NEAREST + 1 }, options)
          .then((result) =>
            recordsOf({
              ids: result.ids[0] ?? [],
              documents: result.documents[0] ?? [],
              metadatas: result.metadatas[0] ?? [],
              distances: result.distances[0] ?? [],
            }),
          );
  return {
    view: "record",
    collection: await toldCollection(collections, collection, options),
    record: toldRecord(plain, { isAlone: true }),
    uri: found.uris[0] ?? null,
    dimension: found.dimension,
    nearest: near
      .filter((each) => each.id !== id)
      .slice(0, NEAREST)
      .map((each) => toldRecord(each)),
  };
};

function recordAt(
  { withHistory, given, options }: AskedCollections<"record">,
  at: string,
): Promise<RecordAnswer> {
  const { collection: name, id } = given;
  return withHistory(async (versions) => {
    const { commit, row } = await rowNamed(versions, at, name, options);
    for await (const found of recordsThen(versions, commit, { collection: row.id, ids: [id] }, options))
      return {
        view: "record" as const,
        collection: collectionThen(row),
        record: toldRecord(found, { isAlone: true }),
        uri: found.uri,
        dimension: found.dimension,
        nearest: [],
      };
    throw noRecord(name, id);
  });
}

function noRecord(name: string, id: string): InvalidArgumentError {
  return new InvalidArgumentError(`"${name}" has no record "${id}"`);
}
