import { withoutUndefined } from "@stemma/core";
import type { ChromaClient, EmbeddingFunction } from "chromadb";
import { Schema, StringInvertedIndexConfig, VectorIndexConfig } from "chromadb";

/** A call on a client with no collections, but "taken". */
export type ClientCase = readonly [what: string, run: (client: ChromaClient) => Promise<unknown>];

/** Counts letters; without a name it can't be stored, and is passed each time. */
const letters: EmbeddingFunction = {
  generate: (texts) => Promise.resolve(texts.map((text) => [text.length, text.split("e").length])),
};

const plain = { embeddingFunction: null };

type Creation = Parameters<ChromaClient["createCollection"]>[0];
const create = (what: string, request: unknown): ClientCase => [
  `create ${what}`,
  (client) => client.createCollection({ ...plain, ...(request as Creation) }),
];

export const clientCases: readonly ClientCase[] = [
  ["heartbeat", async (client) => Math.abs((await client.heartbeat()) / 1e6 - Date.now()) < 60_000],
  ["max batch size", (client) => client.getMaxBatchSize()],
  ["identity", (client) => client.getUserIdentity()],
  ["names", (client) => Promise.resolve([client.tenant, client.database, client.headers])],
  create("by name alone", { name: "made" }),
  create("with metadata", { name: "made", metadata: { a: 1, b: "x", c: null, d: true, e: 0.5 } }),
  create("with empty metadata", { name: "made", metadata: {} }),
  create("with cosine", { name: "made", configuration: { hnsw: { space: "cosine", ef_search: 50 } } }),
  create("with spann", { name: "made", configuration: { spann: { space: "ip" } } }),
  create("with two indexes", { name: "made", configuration: { spann: {}, hnsw: {} } }),
  create("with an unknown space", { name: "made", configuration: { hnsw: { space: "moon" } } }),
  create("with legacy settings", { name: "made", metadata: { "hnsw:space": "cosine" } }),
  create("with an embedding function", { name: "made", embeddingFunction: letters }),
  create("with an embedding function in two places", {
    name: "made",
    embeddingFunction: letters,
    configuration: { embeddingFunction: letters },
  }),
  create("with a schema", {
    name: "made",
    schema: new Schema()
      .createIndex(new VectorIndexConfig({ space: "cosine" }))
      .deleteIndex(new StringInvertedIndexConfig(), "big_text"),
  }),
  create("a name that is taken", { name: "taken" }),
  create("a name with a space", { name: "a b" }),
  create("a short name", { name: "ab" }),
  create("no name", {}),
  [
    "embed documents and questions by an embedding function",
    async (client) => {
      const made = await client.createCollection({ name: "made", embeddingFunction: letters });
      await made.add({ ids: ["a", "b"], documents: ["eee", "other"] });
      await made.upsert({ ids: ["c"], documents: ["seeee"] });
      await made.update({ ids: ["a"], documents: ["ee"] });
      return made.query({ queryTexts: ["seeee"], nResults: 2, include: ["embeddings", "distances"] });
    },
  ],
  [
    "get with an embedding function",
    async (client) => {
      const found = await client.getCollection({ name: "taken", embeddingFunction: letters });
      await found.add({ ids: ["a"], documents: ["eee"] });
      return [found, await found.get()];
    },
  ],
  ["get what is there", (client) => client.getCollection({ name: "taken" })],
  ["get what is not there", (client) => client.getCollection({ name: "none" })],
  [
    "get by id",
    async (client) => client.getCollectionById((await client.getCollection({ name: "taken" })).id),
  ],
  ["get by an unknown id", (client) => client.getCollectionById("00000000-0000-0000-0000-000000000000")],
  ["get by an id that is none", (client) => client.getCollectionById("none")],
  ["get several", (client) => client.getCollections(["taken", "taken"])],
  ["get none", (client) => client.getCollections([])],
  ["get several, one unknown", (client) => client.getCollections(["taken", "none"])],
  ["get or create what is there", (client) => client.getOrCreateCollection({ name: "taken", ...plain })],
  [
    "get or create with other metadata",
    (client) => client.getOrCreateCollection({ name: "taken", metadata: { new: 1 }, ...plain }),
  ],
  ["get or create what is not", (client) => client.getOrCreateCollection({ name: "made", ...plain })],
  [
    "list pages",
    async (client) => {
      for (const name of ["zzz", "aaa", "mmm"]) await client.createCollection({ name, ...plain });
      const listed = async (limit?: number, offset?: number) =>
        (await client.listCollections(withoutUndefined({ limit, offset: offset ?? 0 }))).map(
          ({ name }) => name,
        );
      // The order is that of the ids, which are another each time.
      const pages = [...(await listed(2)), ...(await listed(2, 2))];
      return [pages.sort(), (await listed()).sort(), await listed(5, 99), await listed(0)];
    },
  ],
  ["list with a negative limit", (client) => client.listCollections({ limit: -1 })],
  ["count", (client) => client.countCollections()],
  [
    "delete",
    async (client) => {
      await client.deleteCollection({ name: "taken" });
      return client.countCollections();
    },
  ],
  ["delete what is not there", (client) => client.deleteCollection({ name: "none" })],
  ["reset", (client) => client.reset()],
  [
    "use what is deleted",
    async (client) => {
      const gone = await client.getCollection({ name: "taken" });
      await client.deleteCollection({ name: "taken" });
      return gone.count();
    },
  ],
  [
    "a handle",
    async (client) => {
      const handle = client.collection((await client.getCollection({ name: "taken" })).id);
      await handle.add({ ids: ["a"], embeddings: [[1, 2]], documents: ["x"] });
      return [await handle.get(), await handle.count(), handle.name, handle.configuration];
    },
  ],
  [
    "a handle without vectors",
    async (client) =>
      client
        .collection((await client.getCollection({ name: "taken" })).id)
        .add({ ids: ["a"], documents: ["x"] }),
  ],
  [
    "rename and describe",
    async (client) => {
      const made = await client.createCollection({ name: "made", metadata: { a: 1 }, ...plain });
      await made.modify({ name: "renamed", metadata: { b: 2 } });
      return [made, await client.getCollection({ name: "renamed" })];
    },
  ],
  [
    "change settings",
    async (client) => {
      const made = await client.createCollection({ name: "made", ...plain });
      await made.modify({ configuration: { hnsw: { ef_search: 200 } } });
      return [made, await client.getCollection({ name: "made" })];
    },
  ],
  [
    "rename to a name that is taken",
    async (client) => {
      const made = await client.createCollection({ name: "made", ...plain });
      await made.modify({ name: "taken" });
    },
  ],
  [
    "change metadata to nothing",
    async (client) => (await client.getCollection({ name: "taken" })).modify({ metadata: {} }),
  ],
];
