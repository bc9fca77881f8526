import type { Metadata, Where, WhereDocument } from "@stemma/pipeline/collections";
import * as z from "zod";
import { count, ids, name, object, objects, texts } from "./arguments.js";
import { openCollection, openOrMake } from "./collection-tools.js";
import { type MemoryTool, memoryTool } from "./memory-tool.js";
import { pythonQueries, pythonRecords } from "./python-shapes.js";
import { refuseCall } from "./refused-call-error.js";

const FIELDS = ["embeddings", "documents", "metadatas", "uris"] as const;
type Field = (typeof FIELDS)[number];
const include = (usual: readonly string[]): z.ZodDefault<z.ZodArray<z.ZodString>> =>
  z
    .array(z.string().max(40))
    .max(10)
    .default([...usual]);
const isField = (value: string): value is Field => (FIELDS as readonly string[]).includes(value);
const collectionName = z.object({ collection_name: name });
const WHERE = `    where: Optional metadata filters using Chroma's query operators
           Examples:
           - Simple equality: {"metadata_field": "value"}
           - Comparison: {"metadata_field": {"$gt": 5}}
           - Logical AND: {"$and": [{"field1": {"$eq": "value1"}}, {"field2": {"$gt": 5}}]}
    where_document: Optional document content filters
           Examples:
           - Contains: {"$contains": "value"}
           - Regex: {"$regex": "[a-z]+"}`;

/** What chroma-mcp does with documents. */
export const documentTools: readonly MemoryTool[] = [
  memoryTool({
    name: "chroma_add_documents",
    description:
      "Add documents to a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to add documents to\n    documents: List of text documents to add\n    ids: List of IDs for the documents (required)\n    metadatas: Optional list of metadata dictionaries for each document",
    input: collectionName.extend({ documents: texts, ids, metadatas: objects.nullish() }),
    effects: { isDestructive: false, isIdempotent: false, isOpenWorld: false },
    failing: ({ collection_name: called }) => `Failed to add documents to collection '${called}'`,
    async answer({ collection_name: called, documents, ids: given, metadatas }, call) {
      if (documents.length === 0) refuseCall("The 'documents' list cannot be empty.");
      if (given.length === 0) refuseCall("The 'ids' list is required and cannot be empty.");
      if (given.some((id) => id.trim() === "")) refuseCall("IDs cannot be empty strings.");
      if (given.length !== documents.length)
        refuseCall(`Number of ids (${given.length}) must match number of documents (${documents.length}).`);
      const collection = await openOrMake(call, called);
      const { ids: there } = await collection.get({ ids: given, include: [] }, call.options);
      if (there.length > 0)
        throw new Error(
          `The following IDs already exist in collection '${called}': [${there.map((id) => `'${id}'`).join(", ")}]. Use 'chroma_update_documents' to update existing documents.`,
        );
      await collection.add(
        { ids: given, documents, metadatas: (metadatas ?? undefined) as (Metadata | null)[] | undefined },
        call.options,
      );
      return `Successfully added ${documents.length} documents to collection ${called}, result is None`;
    },
  }),
  memoryTool({
    name: "chroma_query_documents",
    description: `Query documents from a Chroma collection with advanced filtering.\n\nArgs:\n    collection_name: Name of the collection to query\n    query_texts: List of query texts to search for\n    n_results: Number of results to return per query\n${WHERE}\n    include: List of what to include in response. By default, this will include documents, metadatas, and distances.`,
    input: collectionName.extend({
      query_texts: texts.max(100),
      n_results: z.number().int().min(1).max(1_000).default(5),
      where: object.nullish(),
      where_document: object.nullish(),
      include: include(["documents", "metadatas", "distances"]),
    }),
    failing: ({ collection_name: called }) => `Failed to query documents from collection '${called}'`,
    async answer({ collection_name: called, query_texts: queryTexts, n_results: nResults, ...given }, call) {
      if (queryTexts.length === 0) refuseCall("The 'query_texts' list cannot be empty.");
      const collection = await openCollection(call, called);
      const { where, where_document: whereDocument, include: asked } = given;
      const found = await collection.query(
        {
          queryTexts,
          nResults,
          where: (where ?? undefined) as Where | undefined,
          whereDocument: (whereDocument ?? undefined) as WhereDocument | undefined,
          include: [...asked.filter(isField), ...(asked.includes("distances") ? ["distances" as const] : [])],
        },
        call.options,
      );
      const results = queryTexts.map((_, at) => {
        const records = pythonRecords(
          {
            ids: found.ids[at] ?? [],
            embeddings: found.embeddings[at] ?? new Float32Array(0),
            dimension: found.dimension,
            documents: found.documents[at] ?? [],
            metadatas: found.metadatas[at] ?? [],
            uris: found.uris[at] ?? [],
          },
          asked,
        );
        const distances = asked.includes("distances") ? (found.distances[at] ?? []) : null;
        return { ...records, distances: distances?.slice(0, records.ids.length) ?? null };
      });
      return pythonQueries(results, asked);
    },
  }),
  memoryTool({
    name: "chroma_get_documents",
    description: `Get documents from a Chroma collection with optional filtering.\n\nArgs:\n    collection_name: Name of the collection to get documents from\n    ids: Optional list of document IDs to retrieve\n${WHERE}\n    include: List of what to include in response. By default, this will include documents, and metadatas.\n    limit: Optional maximum number of documents to return\n    offset: Optional number of documents to skip before returning results`,
    input: collectionName.extend({
      ids: ids.nullish(),
      where: object.nullish(),
      where_document: object.nullish(),
      include: include(["documents", "metadatas"]),
      limit: count,
      offset: count,
    }),
    failing: ({ collection_name: called }) => `Failed to get documents from collection '${called}'`,
    async answer({ collection_name: called, ids: given, where, where_document: inText, ...rest }, call) {
      const collection = await openCollection(call, called);
      const found = await collection.get(
        {
          ids: given ?? undefined,
          where: (where ?? undefined) as Where | undefined,
          whereDocument: (inText ?? undefined) as WhereDocument | undefined,
          include: rest.include.filter(isField),
          limit: rest.limit ?? undefined,
          offset: rest.offset ?? undefined,
        },
        call.options,
      );
      return pythonRecords(found, rest.include);
    },
  }),
  memoryTool({
    name: "chroma_update_documents",
    description:
      "Update documents in a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to update documents in\n    ids: List of document IDs to update (required)\n    embeddings: Optional list of new embeddings for the documents.\n                Must match length of ids if provided.\n    metadatas: Optional list of new metadata dictionaries for the documents.\n               Must match length of ids if provided.\n    documents: Optional list of new text documents.\n               Must match length of ids if provided.",
    input: collectionName.extend({
      ids,
      embeddings: z.array(z.array(z.number()).max(10_000)).max(5_000).nullish(),
      metadatas: objects.nullish(),
      documents: texts.nullish(),
    }),
    effects: { isDestructive: true, isIdempotent: true, isOpenWorld: false },
    failing: ({ collection_name: called }) => `Failed to update documents in collection '${called}'`,
    async answer({ collection_name: called, ids: given, embeddings, metadatas, documents }, call) {
      if (given.length === 0) refuseCall("The 'ids' list cannot be empty.");
      const lists = { embeddings, metadatas, documents };
      if (Object.values(lists).every((list) => list == null))
        refuseCall("At least one of 'embeddings', 'metadatas', or 'documents' must be provided for update.");
      for (const [field, list] of Object.entries(lists))
        if (list != null && list.length !== given.length)
          refuseCall(`Length of '${field}' list must match length of 'ids' list.`);
      const collection = await openCollection(call, called);
      await collection.update(
        {
          ids: given,
          embeddings: embeddings ?? undefined,
          documents: documents ?? undefined,
          metadatas: (metadatas ?? undefined) as (Metadata | null)[] | undefined,
        },
        call.options,
      );
      return `Successfully processed update request for ${given.length} documents in collection '${called}'. Note: Non-existent IDs are ignored by ChromaDB.`;
    },
  }),
  memoryTool({
    name: "chroma_delete_documents",
    description:
      "Delete documents from a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to delete documents from\n    ids: List of document IDs to delete",
    input: collectionName.extend({ ids }),
    effects: { isDestructive: true, isIdempotent: true, isOpenWorld: false },
    failing: ({ collection_name: called }) => `Failed to delete documents from collection '${called}'`,
    async answer({ collection_name: called, ids: given }, call) {
      if (given.length === 0) refuseCall("The 'ids' list cannot be empty.");
      const collection = await openCollection(call, called);
      await collection.delete({ ids: given }, call.options);
      return `Successfully deleted ${given.length} documents from collection '${called}'. Note: Non-existent IDs are ignored by ChromaDB.`;
    },
  }),
];
