import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ended, McpSession } from "./testing/mcp-session.fixture.js";

const limitMs = 240_000;
const notes = { collection_name: "notes" };

/** Session with chroma-mcp's tools. */
function start(folder: string, data?: string): Promise<McpSession> {
  const place = data === undefined ? [] : ["--data-dir", data];
  return McpSession.start(folder, { flags: ["--compat", "chroma", ...place] });
}

describe("a memory with chroma-mcp's tools", () => {
  let folder: string;
  let session: McpSession;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-memory-"));
    session = await start(folder, join(folder, "data"));
  }, limitMs);
  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  const textsOf = async (name: string, given: Record<string, unknown> = {}): Promise<string[]> =>
    (await session.call(name, given)).content.map((block) => (block.type === "text" ? block.text : ""));

  it(
    "has its tools by name with their parameters and defaults",
    async () => {
      const { tools } = await session.client.listTools();
      const parameters = Object.fromEntries(
        tools.map(({ name, inputSchema }) => [
          name,
          [Object.keys(inputSchema.properties ?? {}), inputSchema.required ?? []],
        ]),
      );
      expect(parameters).toMatchObject({
        chroma_list_collections: [["limit", "offset"], []],
        chroma_create_collection: [
          ["collection_name", "embedding_function_name", "metadata"],
          ["collection_name"],
        ],
        chroma_peek_collection: [["collection_name", "limit"], ["collection_name"]],
        chroma_get_collection_info: [["collection_name"], ["collection_name"]],
        chroma_get_collection_count: [["collection_name"], ["collection_name"]],
        chroma_modify_collection: [["collection_name", "new_name", "new_metadata"], ["collection_name"]],
        chroma_delete_collection: [["collection_name"], ["collection_name"]],
        chroma_add_documents: [
          ["collection_name", "documents", "ids", "metadatas"],
          ["collection_name", "documents", "ids"],
        ],
        chroma_query_documents: [
          ["collection_name", "query_texts", "n_results", "where", "where_document", "include"],
          ["collection_name", "query_texts"],
        ],
        chroma_get_documents: [
          ["collection_name", "ids", "where", "where_document", "include", "limit", "offset"],
          ["collection_name"],
        ],
        chroma_update_documents: [
          ["collection_name", "ids", "embeddings", "metadatas", "documents"],
          ["collection_name", "ids"],
        ],
        chroma_delete_documents: [
          ["collection_name", "ids"],
          ["collection_name", "ids"],
        ],
      });
      const of = (name: string) => tools.find((tool) => tool.name === name)?.annotations;
      expect(of("chroma_query_documents")).toEqual({ readOnlyHint: true, openWorldHint: false });
      expect(of("chroma_delete_collection")).toMatchObject({ readOnlyHint: false, destructiveHint: true });
    },
    limitMs,
  );

  it(
    "keeps and finds documents in its words, and refuses in its words",
    async () => {
      expect(await textsOf("chroma_list_collections")).toEqual(["__NO_COLLECTIONS_FOUND__"]);
      const [made] = await textsOf("chroma_create_collection", notes);
      expect(made).toMatch(/^Successfully created collection notes with configuration: .*"space":"l2"/u);
      const documents = ["Cats sleep most of the day.", "The train to Bern leaves at noon."];
      const added = {
        ...notes,
        documents,
        ids: ["cat", "train"],
        metadatas: [{ about: "pets" }, { about: "travel" }],
      };
      expect(await textsOf("chroma_add_documents", added)).toEqual([
        "Successfully added 2 documents to collection notes, result is None",
      ]);
      const found = await session.call("chroma_query_documents", {
        ...notes,
        query_texts: ["When can I go by rail?"],
        n_results: 1,
      });
      expect(found.structuredContent).toMatchObject({
        ids: [["train"]],
        documents: [[documents[1]]],
        metadatas: [[{ about: "travel" }]],
        distances: [[expect.any(Number)]],
        embeddings: null,
        included: ["documents", "metadatas", "distances"],
      });
      expect(JSON.parse(found.text)).toEqual(found.structuredContent);
      const filtered = {
        ...notes,
        where: { about: { $eq: "pets" } },
        where_document: { $contains: "sleep" },
      };
      expect((await session.call("chroma_get_documents", filtered)).structuredContent).toMatchObject({
        ids: ["cat"],
        metadatas: [{ about: "pets" }],
      });
      expect(await textsOf("chroma_get_collection_count", notes)).toEqual(["2"]);
      expect((await session.call("chroma_get_collection_info", notes)).structuredContent).toMatchObject({
        name: "notes",
        count: 2,
        sample_documents: { ids: ["cat", "train"] },
      });
      for (const [tool, given, words] of [
        [
          "chroma_add_documents",
          { ...notes, documents: [], ids: [] },
          "The 'documents' list cannot be empty.",
        ],
        ["chroma_add_documents", { ...notes, documents: ["a"], ids: [" "] }, "IDs cannot be empty strings."],
        [
          "chroma_add_documents",
          { ...notes, documents: ["a"], ids: ["a", "b"] },
          "Number of ids (2) must match number of documents (1).",
        ],
        [
          "chroma_add_documents",
          { ...notes, documents: ["a"], ids: ["cat"] },
          "Failed to add documents to collection 'notes': The following IDs already exist in collection 'notes': ['cat']. Use 'chroma_update_documents' to update existing documents.",
        ],
        [
          "chroma_update_documents",
          { ...notes, ids: ["cat"] },
          "At least one of 'embeddings', 'metadatas', or 'documents' must be provided for update.",
        ],
        [
          "chroma_get_collection_count",
          { collection_name: "none" },
          "Failed to get collection count for 'none': ",
        ],
        [
          "chroma_create_collection",
          { ...notes, embedding_function_name: "openai" },
          "Failed to create collection 'notes': ",
        ],
        ["chroma_commit", {}, "Input validation error"],
        ["chroma_log", {}, "Failed to read the log: "],
      ] as const) {
        const { isError, text } = await session.call(tool, given);
        expect({ isError, text }).toEqual({ isError: true, text: expect.stringContaining(words) });
      }
    },
    limitMs,
  );

  it(
    "has a history: what was tried on a branch is merged, what was is asked of",
    async () => {
      expect((await session.call("chroma_commit", { message: "first" })).structuredContent).toMatchObject({
        branch: "main",
        added: 2,
      });
      expect((await session.call("chroma_switch", { branch: "idea", create: true })).isError).toBeUndefined();
      await session.call("chroma_update_documents", {
        ...notes,
        ids: ["train"],
        documents: ["The train to Bern leaves at four."],
      });
      await session.call("chroma_delete_documents", { ...notes, ids: ["cat"] });
      expect((await session.call("chroma_diff")).structuredContent).toMatchObject({
        documents: expect.arrayContaining([
          { kind: "deleted", collection: "notes", id: "cat" },
          { kind: "modified", collection: "notes", id: "train" },
        ]),
      });
      await session.call("chroma_commit", { message: "later" });
      await session.call("chroma_switch", { branch: "main" });
      expect(await textsOf("chroma_get_collection_count", notes)).toEqual(["2"]);
      const then = { ...notes, ref: "idea", query_texts: ["rail"], n_results: 1 };
      expect((await session.call("chroma_search_at", then)).structuredContent).toMatchObject({
        documents: [["The train to Bern leaves at four."]],
      });
      await session.call("chroma_update_documents", {
        ...notes,
        ids: ["train"],
        documents: ["The train to Bern leaves at five."],
      });
      await session.call("chroma_commit", { message: "ours" });
      const waiting = await session.call("chroma_merge", { ref: "idea" });
      expect(waiting.structuredContent).toMatchObject({
        outcome: "conflicts",
        conflicts: [{ id: "train", theirs: { document: "The train to Bern leaves at four." } }],
      });
      const resolve = [{ collection_name: "notes", id: "train", take: "theirs" }];
      expect((await session.call("chroma_merge", { resolve })).structuredContent).toMatchObject({
        outcome: "merged",
      });
      expect((await session.call("chroma_get_documents", notes)).structuredContent).toMatchObject({
        ids: ["train"],
        documents: ["The train to Bern leaves at four."],
      });
      const log = await session.call("chroma_log");
      expect((log.structuredContent as { commits: unknown[] }).commits.length).toBeGreaterThanOrEqual(3);
      expect(await readdir(join(folder, "data"))).toContain("stemma-history");
    },
    limitMs,
  );

  it(
    "lets another session have the directory when it is idle, and is memory alone without one",
    async () => {
      await using other = await start(folder, join(folder, "data"));
      expect((await other.call("chroma_get_collection_count", notes)).text).toBe("1");
      expect((await session.call("chroma_get_collection_count", notes)).text).toBe("1");
      await using alone = await start(folder);
      expect((await alone.call("chroma_list_collections")).text).toBe("__NO_COLLECTIONS_FOUND__");
      await alone.call("chroma_add_documents", { ...notes, documents: ["here"], ids: ["a"] });
      expect((await alone.call("chroma_get_collection_count", notes)).text).toBe("1");
      expect((await alone.call("chroma_commit", { message: "no" })).text).toContain("keeps no history");
    },
    limitMs,
  );

  it(
    "leaves no process of sessions, however they end",
    async () => {
      const pids: number[] = [];
      for (let round = 0; round < 3; round++) {
        const sessions = await Promise.all([0, 1, 2].map(() => start(folder, join(folder, "data"))));
        pids.push(...sessions.map(({ pid }) => pid));
        if (round === 0) await sessions[0]?.call("chroma_list_collections");
        for (const [at, { pid, client }] of sessions.entries()) {
          if (at === 0) process.kill(pid, "SIGKILL");
          else if (at === 1) process.kill(pid, "SIGTERM");
          else await client.close();
        }
      }
      await Promise.all(pids.map(ended));
      expect(new Set(pids).size).toBe(9);
    },
    limitMs,
  );
});
