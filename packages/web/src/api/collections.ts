import * as z from "zod";
import { changedWordsSchema, commitSchema } from "./history.js";

const words = z.string().min(1).max(4_000);
/** A filter of metadata as JSON, in Chroma's own language. */
const where = z.string().max(20_000).optional();
const count = z.coerce.number().int().min(0).max(100_000_000);

/** What questions to collections take. */
export const collectionRequests = {
  collections: z.strictObject({ at: words.optional() }),
  records: z.strictObject({
    collection: words,
    where,
    /** Only records whose document has this in it. */
    contains: z.string().max(4_000).optional(),
    offset: count.optional(),
    at: words.optional(),
  }),
  record: z.strictObject({ collection: words, id: words, at: words.optional() }),
  nearest: z.strictObject({ collection: words, q: words, where }),
  "vector-map": z.strictObject({ collection: words }),
  "collection-history": z.strictObject({}),
  "collection-changes": z.strictObject({
    from: words.optional(),
    to: words.optional(),
    commit: words.optional(),
  }),
} as const;

const metadataSchema = z.array(z.tuple([z.string(), z.string()]));

const collectionSchema = z.object({
  name: z.string(),
  /** `null` of an earlier version. */
  records: z.number().nullable(),
  space: z.string().nullable(),
  /** Whose vectors they are, as far as that is known. */
  model: z.string().nullable(),
  /** A text can be looked for: they are of the model that comes along. */
  canEmbed: z.boolean(),
  metadata: metadataSchema,
});
export type CollectionInfo = z.output<typeof collectionSchema>;

const recordSchema = z.object({
  id: z.string(),
  document: z.string().nullable(),
  /** The document goes on. */
  isCut: z.boolean(),
  metadata: metadataSchema,
  /** To what was asked for; `null` where nothing was. */
  distance: z.number().nullable(),
});
export type CollectionRecord = z.output<typeof recordSchema>;

/** All collections of a place. */
const collectionsSchema = z.object({
  view: z.literal("collections"),
  place: z.string(),
  collections: z.array(collectionSchema),
  hasHistory: z.boolean(),
});
export type CollectionsAnswer = z.output<typeof collectionsSchema>;

/** Records of a collection, some at a time; or those nearest to a text. */
const recordsSchema = z.object({
  view: z.literal("records"),
  collection: collectionSchema,
  query: z.string().nullable(),
  where: z.string().nullable(),
  contains: z.string().nullable(),
  offset: z.number(),
  records: z.array(recordSchema),
  /** Where those after them begin; `null` where there are none. */
  next: z.number().nullable(),
  page: z.number(),
});
export type RecordsAnswer = z.output<typeof recordsSchema>;

/** One record, whole, with those nearest to it. */
const recordAnswerSchema = z.object({
  view: z.literal("record"),
  collection: collectionSchema,
  record: recordSchema,
  uri: z.string().nullable(),
  dimension: z.number(),
  nearest: z.array(recordSchema),
});
export type RecordAnswer = z.output<typeof recordAnswerSchema>;

/** Records on a plane. */
const vectorMapSchema = z.object({
  view: z.literal("vector-map"),
  collection: collectionSchema,
  points: z.array(z.object({ id: z.string(), x: z.number(), y: z.number(), label: z.string() })),
  /** Of the whole collection. */
  records: z.number(),
  explained: z.tuple([z.number(), z.number()]),
});
export type VectorMapAnswer = z.output<typeof vectorMapSchema>;

/** The commits of a place's collections. */
const collectionHistorySchema = z.object({
  view: z.literal("collection-history"),
  commits: z.array(commitSchema),
  isCut: z.boolean(),
  branches: z.array(z.object({ name: z.string(), head: z.string() })),
  tags: z.array(z.object({ name: z.string(), head: z.string() })),
});
export type CollectionHistoryAnswer = z.output<typeof collectionHistorySchema>;

const kind = z.enum(["added", "modified", "deleted"]);

/** What changed of collections and records. */
const collectionChangesSchema = z.object({
  view: z.literal("collection-changes"),
  from: z.string().nullable(),
  to: z.string().nullable(),
  commit: commitSchema.nullable(),
  collections: z.array(
    z.object({
      kind: z.enum(["added", "modified", "deleted", "renamed"]),
      name: z.string(),
      from: z.string().nullable(),
    }),
  ),
  documents: z.array(
    z.object({
      kind,
      collection: z.string(),
      id: z.string(),
      /** The document by words; `null` where it is as before. */
      words: changedWordsSchema,
      /** Keys whose values differ. */
      metadata: z.array(
        z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
      ),
    }),
  ),
  /** Changed records beyond those that are told. */
  left: z.number(),
});
export type CollectionChangesAnswer = z.output<typeof collectionChangesSchema>;

/** What questions to collections are answered with. */
export const collectionAnswerSchemas = {
  collections: collectionsSchema,
  records: recordsSchema,
  record: recordAnswerSchema,
  nearest: recordsSchema,
  "vector-map": vectorMapSchema,
  "collection-history": collectionHistorySchema,
  "collection-changes": collectionChangesSchema,
} as const satisfies Record<keyof typeof collectionRequests, z.ZodType>;
