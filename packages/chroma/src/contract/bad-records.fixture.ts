import { describe, expect, it } from "@jest/globals";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { Metadata } from "../model/metadata.js";
import type { RecordBatch } from "../model/records.js";

const count = 500;

/** What one record has in place of what is right. */
interface Mistake {
  readonly id?: unknown;
  readonly embedding?: unknown;
  readonly document?: unknown;
  readonly uri?: unknown;
  readonly metadata?: unknown;
}

const mistakes: readonly (readonly [string, Mistake])[] = [
  ["an empty id", { id: "" }],
  ["an id that is no text", { id: 7 }],
  ["an id with a lone surrogate", { id: "a\ud800" }],
  ["a vector with NaN", { embedding: [1, 2, 3, Number.NaN] }],
  ["a vector beyond 32 bits", { embedding: [1, 2, 3, 1e39] }],
  ["a vector of another length", { embedding: [1, 2] }],
  ["a vector with a text", { embedding: [1, 2, 3, "4"] }],
  ["a vector with a hole", { embedding: [1, 2, 3, null] }],
  ["no vector", { embedding: undefined }],
  ["metadata without keys", { metadata: {} }],
  ["metadata in metadata", { metadata: { nested: { a: 1 } } }],
  ["metadata that is no object", { metadata: ["a"] }],
  ["a list in a list", { metadata: { list: [[1]] } }],
  ["a list of two kinds", { metadata: { list: [1, "a"] } }],
  ["a list of numbers and truths", { metadata: { list: [1, true] } }],
  ["an empty list", { metadata: { list: [] } }],
  ["null in a list", { metadata: { list: [1, null] } }],
  ["NaN", { metadata: { number: Number.NaN } }],
  ["infinity", { metadata: { number: -Infinity } }],
  ["NaN in a list", { metadata: { list: [1.5, Number.NaN] } }],
  ["infinity in a list", { metadata: { list: [Infinity] } }],
  ["a bigint of more than 64 bits", { metadata: { number: 2n ** 63n } }],
  ["a bigint that a list of fractions would round", { metadata: { list: [0.5, 2n ** 60n + 1n] } }],
  ["a text with a lone surrogate", { metadata: { text: "\udc00" } }],
  ["a key with a lone surrogate", { metadata: { "\udc00": 1 } }],
  ["an empty key", { metadata: { "": 1 } }],
  ["a key that begins with #", { metadata: { "#document": "x" } }],
  ["a key that begins with $", { metadata: { $gt: 1 } }],
  ["Chroma's own key for documents", { metadata: { "chroma:document": "x" } }],
  ["Chroma's own key for uris", { metadata: { "chroma:uri": "x" } }],
  ["a key that Chroma would keep to itself", { metadata: { "chroma:page": 1 } }],
  ["a function", { metadata: { f: () => 1 } }],
  ["a document that is no text", { document: 7 }],
  ["a document with a lone surrogate", { document: "\ud800" }],
  ["a uri that is no text", { uri: {} }],
  ["a uri with a lone surrogate", { uri: "\ud800" }],
];

function batchWith(bad: ReadonlyMap<number, Mistake>): RecordBatch {
  const each = <T>(right: (position: number) => T, key: keyof Mistake): T[] =>
    Array.from({ length: count }, (_value, position) => {
      const mistake = bad.get(position);
      return mistake && key in mistake ? (mistake[key] as T) : right(position);
    });
  return {
    ids: each((position) => `id${position}`, "id"),
    embeddings: each((position) => [position, 1, 0, 0], "embedding"),
    documents: each((position) => `text ${position}`, "document"),
    uris: each((position) => `file:///${position}`, "uri"),
    metadatas: each<Metadata>((position) => ({ position }), "metadata"),
  };
}

/** A write is refused as a whole when one of its records can't be stored, however late that stands. */
export function describeBadRecords(bench: () => { notes: ChromaCollection }): void {
  describe("a bad record late in a write", () => {
    it.each(mistakes)("%s: nothing is written, and it is named", async (_what, mistake) => {
      const { notes } = bench();
      const batch = batchWith(new Map([[450, mistake]]));
      for (const kind of ["add", "upsert"] as const) {
        await expect(notes[kind](batch)).rejects.toMatchObject({
          code: "INVALID_ARGUMENT",
          message: expect.stringContaining("record 450"),
          records: [{ position: 450, id: "id" in mistake ? mistake.id : "id450" }],
        });
        expect(await notes.count()).toBe(0);
      }
      // The collection is as good as new.
      await notes.add(batchWith(new Map()));
      expect(await notes.count()).toBe(count);
      await expect(notes.update(batch)).rejects.toMatchObject({ records: [{ position: 450 }] });
      expect((await notes.get({ ids: ["id0"] })).metadatas).toEqual([{ position: 0 }]);
    });

    it("each of several is named, and an id that comes again", async () => {
      const { notes } = bench();
      const batch = batchWith(
        new Map<number, Mistake>([
          [3, { document: 1 }],
          [201, { id: "id0" }],
          [499, { metadata: { a: [] } }],
        ]),
      );
      const failure: unknown = await notes.add(batch).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: "INVALID_ARGUMENT",
        records: [
          { position: 3, id: "id3" },
          { position: 201, id: "id0" },
          { position: 499, id: "id499" },
        ],
      });
      expect((failure as Error).message).toContain("3 of 500 records");
      expect(await notes.count()).toBe(0);
    });

    it("a bad number in one buffer of vectors is named", async () => {
      const { notes } = bench();
      const embeddings = new Float32Array(count * 4).fill(1);
      embeddings[450 * 4 + 2] = Infinity;
      const ids = Array.from({ length: count }, (_value, position) => `id${position}`);
      await expect(notes.add({ ids, embeddings })).rejects.toMatchObject({
        records: [{ position: 450, id: "id450" }],
      });
      expect(await notes.count()).toBe(0);
    });
  });
}
