import { InvalidArgumentError } from "@stemma/core";
import type { RecordsAnswer } from "../api/collections.js";
import type { AnsweringCollections, AskedCollections } from "./asked-collections.js";
import { filterOf } from "./filter.js";
import { recordsThen, rowNamed } from "./rows-then.js";
import { canEmbed, collectionThen, toldCollection } from "./told-collection.js";
import { type PlainRecord, recordsOf, toldRecord } from "./told-record.js";

/** Records that are shown at a time. */
const PAGE = 50;
const NEAREST = 30;

/** Records of a collection, some at a time, as they are or as of a ref. */
export const records: AnsweringCollections<"records"> = async (asked) => {
  if (asked.given.at !== undefined) return recordsAt(asked, asked.given.at);
  const { collections, given, options } = asked;
  const { collection: name, where, contains, offset = 0 } = given;
  const collection = await collections.chroma.getCollection({ name }, options);
  const filter = filterOf(where, contains);
  // One more than is shown tells whether there is more.
  const found = await collection.get({ ...filter, limit: PAGE + 1, offset }, options);
  return {
    ...answerOf({ where, contains, offset }, recordsOf(found)),
    collection: await toldCollection(collections, collection, options),
  };
};

async function recordsAt(
  { withHistory, given, options }: AskedCollections<"records">,
  at: string,
): Promise<RecordsAnswer> {
  const { collection: name, where, contains, offset = 0 } = given;
  if (where !== undefined || contains !== undefined)
    throw new InvalidArgumentError("records of an earlier version can't be filtered", {
      advice: "Look at all of them, or filter those of now.",
    });
  return withHistory(async (versions) => {
    const { commit, row } = await rowNamed(versions, at, name, options);
    const found: PlainRecord[] = [];
    let seen = 0;
    for await (const record of recordsThen(versions, commit, { collection: row.id }, options)) {
      if (seen++ < offset) continue;
      found.push(record);
      if (found.length > PAGE) break;
    }
    return { ...answerOf({ offset }, found), collection: collectionThen(row) };
  });
}

/** The records nearest to a text, by the model of their vectors. */
export const nearest: AnsweringCollections<"nearest"> = async ({ collections, given, options }) => {
  const { collection: name, q, where } = given;
  const plain = await collections.chroma.getCollection({ name }, options);
  if (!canEmbed(collections, plain))
    throw new InvalidArgumentError(`the vectors of ${name} are not of the model that comes along`, {
      advice: "Open one of its records: what is nearest to that is found by its own vector.",
    });
  const embedder = collections.embedder();
  const collection = await collections.chroma.getCollection({ name, embedder }, options);
  const found = await collection.query({ queryTexts: [q], nResults: NEAREST, ...filterOf(where) }, options);
  const [ids = [], documents = [], metadatas = [], distances = []] = [
    found.ids[0],
    found.documents[0],
    found.metadatas[0],
    found.distances[0],
  ];
  return {
    ...answerOf({ where, offset: 0 }, recordsOf({ ids, documents, metadatas, distances })),
    query: q,
    collection: await toldCollection(collections, plain, options),
  };
};

function answerOf(
  {
    where,
    contains,
    offset,
  }: {
    readonly where?: string | undefined;
    readonly contains?: string | undefined;
    readonly offset: number;
  },
  found: readonly PlainRecord[],
): Omit<RecordsAnswer, "collection"> {
  return {
    view: "records",
    query: null,
    where: where ?? null,
    contains: contains ?? null,
    offset,
    records: found.slice(0, PAGE).map((record) => toldRecord(record)),
    next: found.length > PAGE ? offset + PAGE : null,
    page: PAGE,
  };
}
