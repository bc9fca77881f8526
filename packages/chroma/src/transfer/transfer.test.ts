import { existsSync } from "node:fs";
import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { expectNoLeaks, openFilesUnder, useChroma } from "@stemma/test-cleanup";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { GetResult } from "../model/records.js";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { exportCollection, importCollection, type TransferFormat } from "./index.js";

const everything = ["documents", "embeddings", "metadatas", "uris"] as const;
const dimension = 5;
const count = 1_203;
/** Numbers of every size that float32 has, the smallest and the greatest among them. */
const vectors = Float32Array.from({ length: count * dimension }, (_value, index) =>
  index === 7 ? 1e-45 : index === 8 ? 3.4028234663852886e38 : Math.sin(index) * 10 ** ((index % 61) - 30),
);
const hash = { modelId: "hash", dimension, defaultSpace: "ip" as const };
const embedder = {
  ...hash,
  embedFlat: (texts: readonly string[]) =>
    Promise.resolve(new Float32Array(texts.length * dimension).fill(1)),
  close: () => Promise.resolve(),
};

let python: TestPython;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(() => python.close());
const test = useChroma({ open: (directory) => openChroma(directory, { python }) });
const path = (name: string): string => join(test.directory, name);
const contentOf = (collection: ChromaCollection): Promise<GetResult> =>
  collection.get({ include: everything });

/** A collection with a bit of everything. */
async function makeNotes(): Promise<ChromaCollection> {
  const notes = await test.chroma.createCollection({
    name: "notes",
    metadata: { topic: "ferries", since: 2n ** 62n + 1n },
    embedder,
  });
  const ids = Array.from({ length: count }, (_value, index) => `id ${index} ü "quoted"\n`);
  await notes.add({
    ids,
    embeddings: vectors,
    documents: ids.map((id, index) => (index === 0 ? "" : `text of ${id} \u2028 🙂`)),
    metadatas: ids.map((_id, index) =>
      index % 3 === 0
        ? null
        : {
            whole: index,
            half: index + 0.5,
            is: true,
            at: 1_152_921_504_606_846_977n,
            box: [0, 12.5, index],
          },
    ),
  });
  await notes.upsert({ ids: ["with uri"], embeddings: vectors.subarray(0, dimension), uris: ["file:///a"] });
  return notes;
}

describe.each<[TransferFormat, string, "numbers" | "base64"]>([
  ["jsonl", "notes.jsonl", "numbers"],
  ["jsonl", "notes.ndjson", "base64"],
  ["arrow", "notes.arrow", "numbers"],
])("%s (%s, %s)", (_format, name, encoding) => {
  it("comes back as it was: ids, texts, metadata, vectors to the bit, model and distance", async () => {
    const notes = await makeNotes();
    const before = await contentOf(notes);
    const progress: [number, number][] = [];
    const written = await exportCollection(notes, path(name), {
      vectors: encoding,
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(written).toBe(count + 1);
    expect(progress).toEqual([
      [500, count + 1],
      [1_000, count + 1],
      [count + 1, count + 1],
    ]);
    await test.chroma.deleteCollection({ name: "notes" });

    const { collection, records } = await importCollection(test.chroma, path(name));
    expect(records).toBe(count + 1);
    expect(collection).toMatchObject({
      name: "notes",
      metadata: { topic: "ferries", since: 2n ** 62n + 1n },
      embeddingModel: { modelId: "hash", dimension },
      configuration: { hnsw: { space: "ip" } },
    });
    const after = await contentOf(collection);
    expect(after).toEqual(before);
    expect(Buffer.from(after.embeddings.buffer).equals(Buffer.from(before.embeddings.buffer))).toBe(true);
    expect(await readdir(test.directory)).not.toContain(`${name}.partial`);
    // Chroma's own files are open; ours are not.
    await expectNoLeaks({ counts: { "transfer files": () => openTransfers() } });
  });

  it("is finished by the same call after an import was stopped in the middle", async () => {
    const notes = await makeNotes();
    const before = await contentOf(notes);
    await exportCollection(notes, path(name), { vectors: encoding });
    const stopped = new AbortController();
    const options = { name: "copy", batchSize: 100, onProgress: () => stopped.abort("enough") };
    await expect(
      importCollection(test.chroma, path(name), { ...options, signal: stopped.signal }),
    ).rejects.toMatchObject({ code: "CANCELLED" });
    const copy = await test.chroma.getCollection({ name: "copy" });
    expect(await copy.count()).toBe(100);
    await importCollection(test.chroma, path(name), { name: "copy" });
    expect(await contentOf(copy)).toEqual(before);
  });

  it("keeps the earlier file when an export fails, and leaves no half of the new one", async () => {
    const notes = await makeNotes();
    await writeFile(path(name), "earlier");
    const stopped = new AbortController();
    const failing = exportCollection(notes, path(name), {
      signal: stopped.signal,
      onProgress: () => stopped.abort("enough"),
    });
    await expect(failing).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await readFile(path(name), "utf8")).toBe("earlier");
    expect(existsSync(path(`${name}.partial`))).toBe(false);
  });

  it("holds an empty collection, too", async () => {
    const empty = await test.chroma.createCollection({ name: "empty" });
    expect(await exportCollection(empty, path(name))).toBe(0);
    await test.chroma.deleteCollection({ name: "empty" });
    const { collection, records } = await importCollection(test.chroma, path(name));
    expect([collection.name, records, await collection.count()]).toEqual(["empty", 0, 0]);
  });
});

describe("a file that can't be taken", () => {
  it("names every bad line with its number, and writes nothing", async () => {
    const lines = [
      '{"id":"a","embedding":[1,2]}',
      "",
      "no json",
      '{"id":7,"embedding":[1,2]}',
      '{"id":"b","embedding":[1,2,3]}',
      '{"id":"c","embedding":[1,"2"]}',
      '{"id":"d","embedding":[1e39,2]}',
      '{"id":"e","embedding":"not base64"}',
      '{"id":"f","embedding":[1,2],"metadata":{"deep":{}}}',
      '{"id":"g","embedding":[1,2],"document":5}',
      '{"id":"h"}',
      '{"id":"i","embedding":[1,2]}',
      '{"id":"j","embedding":[1,2],"metadata":{"list":[1,"a"]}}',
      '{"id":"k","embedding":[1,2],"metadata":{"list":[]}}',
      '{"id":"l","embedding":[1,2],"document":"\\ud800"}',
      '{"id":"m","embedding":[1,2],"metadata":{}}',
    ];
    await writeFile(path("bad.jsonl"), lines.join("\r\n"));
    const importing = importCollection(test.chroma, path("bad.jsonl"), { name: "notes" });
    await expect(importing).rejects.toMatchObject({
      code: "IMPORT_REFUSED",
      badCount: 12,
      badRecords: [
        { line: 3, code: "BAD_RECORD", reason: expect.stringContaining("is no JSON") },
        { line: 4, reason: expect.stringContaining('"id"') },
        { line: 5, reason: "its embedding has 3 numbers, those before have 2" },
        { line: 6, reason: expect.stringContaining('"embedding"') },
        { line: 7, reason: expect.stringContaining("no float32") },
        { line: 8, reason: expect.stringContaining('"embedding"') },
        { line: 9, reason: expect.stringContaining('metadata "deep"') },
        { line: 10, reason: '"document" must be a text' },
        { line: 11, reason: expect.stringContaining("has no embedding") },
        { line: 13, reason: expect.stringContaining('metadata "list"') },
        { line: 14, reason: expect.stringContaining('metadata "list"') },
        { line: 15, reason: '"document" must be a text' },
      ],
      message: expect.stringMatching(/line 3: .*\n {2}line 4: .*and 7 more$/su),
    });
    expect(await test.chroma.countCollections()).toBe(0);
  });

  it("is told apart: not there, not Arrow, cut off, without a name or a format", async () => {
    const unusable = { code: "TRANSFER_FILE_UNUSABLE" };
    await expect(importCollection(test.chroma, path("none.jsonl"))).rejects.toMatchObject(unusable);
    await expect(importCollection(test.chroma, path("none.arrow"))).rejects.toMatchObject(unusable);
    await writeFile(path("text.arrow"), "hello there");
    await expect(importCollection(test.chroma, path("text.arrow"))).rejects.toThrow("is no Arrow file");
    await exportCollection(await makeNotes(), path("cut.arrow"));
    await truncate(path("cut.arrow"), 20_000);
    await expect(importCollection(test.chroma, path("cut.arrow"))).rejects.toThrow("is not whole");
    await writeFile(path("plain.jsonl"), '{"id":"a","embedding":[1]}');
    const invalid = { code: "INVALID_ARGUMENT" };
    await expect(importCollection(test.chroma, path("plain.jsonl"))).rejects.toMatchObject(invalid);
    await expect(importCollection(test.chroma, path("plain.txt"))).rejects.toMatchObject(invalid);
  });

  it("holds vectors of another model than the collection or the embedder", async () => {
    await exportCollection(await makeNotes(), path("notes.jsonl"));
    const mismatch = { code: "EMBEDDING_MODEL_MISMATCH" };
    const other = { ...embedder, modelId: "other" };
    await test.chroma.createCollection({ name: "others", embedder: other });
    const file = path("notes.jsonl");
    await expect(importCollection(test.chroma, file, { name: "others" })).rejects.toMatchObject(mismatch);
    await expect(importCollection(test.chroma, file, { embedder: other })).rejects.toMatchObject(mismatch);
  });
});

it("takes a stranger's lines: any fields, vectors made by the embedder, and the last of an id counts", async () => {
  const lines = [
    '\uFEFF{"id":"a","document":"first","source":"x"}',
    '{"id":"b","embedding":[1,0,0,0,0]}',
    '{"id":"a","document":"second"}',
  ];
  await writeFile(path("plain.jsonl"), lines.join("\n"));
  const { collection, records } = await importCollection(test.chroma, path("plain.jsonl"), {
    name: "plain",
    embedder,
  });
  expect(records).toBe(3);
  const { ids, documents } = await contentOf(collection);
  expect({ ids, documents }).toEqual({ ids: ["a", "b"], documents: ["second", null] });
});

/** Handles of this process on exported files. */
async function openTransfers(): Promise<number> {
  const open = await openFilesUnder(test.directory);
  return open.filter((file) => !file.includes("chroma-data")).length;
}
