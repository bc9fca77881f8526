import { InvalidArgumentError } from "@stemma/core";
import type { ChromaCollection, Metadata } from "@stemma/pipeline/collections";
import * as z from "zod";
import { count, name, object } from "./arguments.js";
import { type MemoryCall, type MemoryTool, memoryTool } from "./memory-tool.js";
import { pythonRecords } from "./python-shapes.js";

const WRITES = { isDestructive: false, isIdempotent: false, isOpenWorld: false };
const DELETES = { isDestructive: true, isIdempotent: true, isOpenWorld: false };
const NO_COLLECTIONS = "__NO_COLLECTIONS_FOUND__";
/** What a look at a collection shows. */
const PEEKED = ["documents", "metadatas"] as const;
/** As Chroma's Python client makes collections by default, so that it opens them with its own copy of the model. */
const CONFIGURATION = {
  hnsw: { space: "l2" },
  embedding_function: { type: "known", name: "default", config: {} },
} as const;

/** A collection that is there, with the model that makes its vectors. */
export function openCollection(
  { collections, options }: MemoryCall,
  called: string,
): Promise<ChromaCollection> {
  return collections.chroma.getCollection({ name: called, embedder: collections.embedder() }, options);
}

/** One that is made where it is not there, as chroma-mcp's are. */
export function openOrMake({ collections, options }: MemoryCall, called: string): Promise<ChromaCollection> {
  return collections.chroma.getOrCreateCollection(
    { name: called, configuration: CONFIGURATION, embedder: collections.embedder() },
    options,
  );
}

const collectionName = z.object({ collection_name: name });

/** What chroma-mcp does with whole collections. */
export const collectionTools: readonly MemoryTool[] = [
  memoryTool({
    name: "chroma_list_collections",
    description:
      'List all collection names in the Chroma database with pagination support.\n\nArgs:\n    limit: Optional maximum number of collections to return\n    offset: Optional number of collections to skip before returning results\n\nReturns:\n    List of collection names or ["__NO_COLLECTIONS_FOUND__"] if database is empty',
    input: z.object({ limit: count, offset: count }),
    failing: () => "Failed to list collections",
    async answer({ limit, offset }, { collections, options }) {
      const page = { limit: limit ?? undefined, offset: offset ?? undefined };
      const found = await collections.chroma.listCollections(page, options);
      return found.length === 0 ? [NO_COLLECTIONS] : found.map((each) => each.name);
    },
  }),
  memoryTool({
    name: "chroma_create_collection",
    description:
      "Create a new Chroma collection with configurable HNSW parameters.\n\nArgs:\n    collection_name: Name of the collection to create\n    embedding_function_name: Name of the embedding function to use. Here: 'default'\n    metadata: Optional metadata dict to add to the collection",
    input: collectionName.extend({
      embedding_function_name: z.string().max(100).default("default"),
      metadata: object.nullish(),
    }),
    effects: WRITES,
    failing: ({ collection_name: called }) => `Failed to create collection '${called}'`,
    async answer(
      { collection_name: called, embedding_function_name: model, metadata },
      { collections, options },
    ) {
      if (model !== "default")
        throw new InvalidArgumentError(
          `the embedding function '${model}' is a service's: there is only 'default' here`,
        );
      const made = await collections.chroma.createCollection(
        {
          name: called,
          metadata: (metadata ?? undefined) as Metadata | undefined,
          configuration: CONFIGURATION,
          embedder: collections.embedder(),
        },
        options,
      );
      return `Successfully created collection ${called} with configuration: ${JSON.stringify(made.configuration)}`;
    },
  }),
  memoryTool({
    name: "chroma_peek_collection",
    description:
      "Peek at documents in a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to peek into\n    limit: Number of documents to peek at",
    input: collectionName.extend({ limit: z.number().int().min(1).max(1_000).default(5) }),
    failing: ({ collection_name: called }) => `Failed to peek collection '${called}'`,
    async answer({ collection_name: called, limit }, call) {
      const collection = await openCollection(call, called);
      return pythonRecords(await collection.get({ limit, include: PEEKED }, call.options), PEEKED);
    },
  }),
  memoryTool({
    name: "chroma_get_collection_info",
    description:
      "Get information about a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to get info about",
    input: collectionName,
    failing: ({ collection_name: called }) => `Failed to get collection info for '${called}'`,
    async answer({ collection_name: called }, call) {
      const collection = await openCollection(call, called);
      const sample = await collection.get({ limit: 3, include: PEEKED }, call.options);
      return {
        name: called,
        count: await collection.count(call.options),
        sample_documents: pythonRecords(sample, PEEKED),
      };
    },
  }),
  memoryTool({
    name: "chroma_get_collection_count",
    description:
      "Get the number of documents in a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to count",
    input: collectionName,
    failing: ({ collection_name: called }) => `Failed to get collection count for '${called}'`,
    answer: async ({ collection_name: called }, call) =>
      (await openCollection(call, called)).count(call.options),
  }),
  memoryTool({
    name: "chroma_modify_collection",
    description:
      "Modify a Chroma collection's name or metadata.\n\nArgs:\n    collection_name: Name of the collection to modify\n    new_name: Optional new name for the collection\n    new_metadata: Optional new metadata for the collection",
    input: collectionName.extend({ new_name: name.nullish(), new_metadata: object.nullish() }),
    effects: { ...WRITES, isIdempotent: true, isDestructive: true },
    failing: ({ collection_name: called }) => `Failed to modify collection '${called}'`,
    async answer({ collection_name: called, new_name: newName, new_metadata: given }, call) {
      const collection = await openCollection(call, called);
      const metadata = (given ?? undefined) as Metadata | undefined;
      await collection.modify({ name: newName ?? undefined, metadata }, call.options);
      const aspects = [...(newName ? ["name"] : []), ...(given ? ["metadata"] : [])];
      return `Successfully modified collection ${called}: updated ${aspects.join(" and ")}`;
    },
  }),
  memoryTool({
    name: "chroma_fork_collection",
    description:
      "Fork a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to fork\n    new_collection_name: Name of the new collection to create",
    input: collectionName.extend({ new_collection_name: name }),
    effects: WRITES,
    failing: ({ collection_name: called }) => `Failed to fork collection '${called}'`,
    async answer({ collection_name: from, new_collection_name: to }, { collections, options }) {
      await collections.chroma.copyCollection({ from, to }, options);
      return `Successfully forked collection ${from} to ${to}`;
    },
  }),
  memoryTool({
    name: "chroma_delete_collection",
    description:
      "Delete a Chroma collection.\n\nArgs:\n    collection_name: Name of the collection to delete",
    input: collectionName,
    effects: DELETES,
    failing: () => "Failed to delete collection",
    async answer({ collection_name: called }, { collections, options }) {
      await collections.chroma.deleteCollection({ name: called }, options);
      return `Successfully deleted collection ${called}`;
    },
  }),
];
