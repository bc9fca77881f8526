import { describe, expect, it } from "@jest/globals";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { Where, WhereDocument } from "../model/filters.js";
import type { Metadata } from "../model/metadata.js";

const vector = { embeddings: [[1, 2, 3, 4]] };
const idsOf = async (notes: ChromaCollection, where: unknown): Promise<string[]> =>
  (await notes.get({ where: where as Where, include: [] })).ids.sort();

/** Which values of metadata are stored and how, and which records a filter by them finds. */
export function describeValues(bench: () => { notes: ChromaCollection }): void {
  const writeAndRead = async (metadata: unknown): Promise<Metadata | null | undefined> => {
    const { notes } = bench();
    await notes.add({ ids: ["x"], ...vector, metadatas: [metadata as Metadata] });
    return (await notes.get({ ids: ["x"] })).metadatas[0];
  };

  describe("numbers", () => {
    it.each<[string, unknown, unknown]>([
      ["whole numbers and fractions in a list", [0, 12.5, 100, 20], [0, 12.5, 100, 20]],
      ["a fraction first", [4.5, 5], [4.5, 5]],
      ["minus zero in a list", [0, -0], [0, 0]],
      ["minus zero", -0, 0],
      ["2^53 in a list", [1, 2 ** 53], [1, 2 ** 53]],
      ["2^60", 2 ** 60, 2 ** 60],
      ["what is wider than 64 bits", 1e300, 1e300],
      ["2^63", 2 ** 63, 2 ** 63],
      ["a bigint that is small", 7n, 7],
      ["a bigint that no number holds", 1152921504606846977n, 1152921504606846977n],
      ["the least and the most", [-(2n ** 63n), 2n ** 63n - 1n], [-(2 ** 63), 2n ** 63n - 1n]],
    ])("%s", async (_what, value, stored) => {
      expect(await writeAndRead({ value })).toEqual({ value: stored });
    });

    it("are found by filters of either kind, in any order", async () => {
      const { notes } = bench();
      const prices = [9.5, 10, 12, 2n ** 60n + 1n, 0];
      await notes.add({
        ids: ["a", "b", "c", "d", "e"],
        embeddings: new Float32Array(20).fill(1),
        metadatas: prices.map((price) => ({ price })),
      });
      expect(await idsOf(notes, { price: { $in: [9.5, 10] } })).toEqual(["a", "b"]);
      expect(await idsOf(notes, { price: { $in: [10, 9.5] } })).toEqual(["a", "b"]);
      expect(await idsOf(notes, { price: { $nin: [10, 9.5] } })).toEqual(["c", "d", "e"]);
      expect(await idsOf(notes, { price: { $gt: 9.5 } })).toEqual(["b", "c", "d"]);
      expect(await idsOf(notes, { price: { $lte: 9.5 } })).toEqual(["a", "e"]);
      expect(await idsOf(notes, { price: 2n ** 60n + 1n })).toEqual(["d"]);
      expect(await idsOf(notes, { price: { $gt: 2 ** 60 } })).toEqual(["d"]);
      expect(await idsOf(notes, { price: -0 })).toEqual(["e"]);
      expect(await idsOf(notes, { price: { $gt: 1e19 } })).toEqual([]);
    });

    it.each<[string, unknown]>([
      ["NaN", { price: Number.NaN }],
      ["infinity", { price: { $lt: Infinity } }],
      ["a bigint of more than 64 bits", { price: 2n ** 63n }],
      ["a bigint that a list of fractions would round", { price: { $in: [0.5, 2n ** 60n + 1n] } }],
      ["kinds mixed", { price: { $in: ["a", 1] } }],
      ["an empty list", { price: { $in: [] } }],
      ["nothing at all", {}],
      ["a comparison with null", { price: null }],
      ["a comparison with undefined", { price: undefined }],
      ["two keys", { price: 1, other: 2 }],
      ["two operators", { price: { $gt: 1, $lt: 2 } }],
      ["a lone surrogate", { name: "\ud800" }],
      ["a list of one under $and", { $and: [{ price: 1 }] }],
    ])("of a filter are refused: %s", async (_what, where) => {
      const { notes } = bench();
      await expect(notes.get({ where: where as Where })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
      const query = notes.query({ queryEmbeddings: [[1, 2, 3, 4]], where: where as Where });
      await expect(query).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
      await expect(notes.delete({ where: where as Where })).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
      });
    });
  });

  describe("filters by text", () => {
    it("take the empty text, which is everywhere", async () => {
      const { notes } = bench();
      await notes.add({ ids: ["a", "b"], embeddings: new Float32Array(8).fill(1), documents: ["one", ""] });
      const found = async (whereDocument: WhereDocument): Promise<string[]> =>
        (await notes.get({ whereDocument, include: [] })).ids.sort();
      expect(await found({ $contains: "" })).toEqual(["a", "b"]);
      expect(await found({ $not_contains: "" })).toEqual([]);
      expect(await found({ $regex: "" })).toEqual(["a", "b"]);
      expect(await found({ $not_regex: "" })).toEqual([]);
    });

    it.each<[string, unknown]>([
      ["an expression that can't be read", { $regex: "(" }],
      ["a number", { $contains: 1 }],
      ["nothing", {}],
      ["an unknown operator", { $like: "a" }],
      ["a lone surrogate", { $contains: "\ud800" }],
      ["undefined", { $contains: undefined }],
    ])("are refused: %s", async (_what, whereDocument) => {
      await expect(
        bench().notes.get({ whereDocument: whereDocument as WhereDocument }),
      ).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    });
  });

  describe("what is null, undefined or empty", () => {
    const seeded = async (): Promise<ChromaCollection> => {
      const { notes } = bench();
      await notes.add({ ids: ["x"], ...vector, documents: ["d"], uris: ["u"], metadatas: [{ a: 1, b: 2 }] });
      return notes;
    };

    it.each<[string, unknown, unknown]>([
      ["add: a key that is null is not written", { a: 1, b: null }, { a: 1 }],
      ["add: a key that is undefined is not written", { a: 1, b: undefined }, { a: 1 }],
      ["add: only null", { x: null }, null],
      ["add: only undefined", { author: undefined }, null],
      ["add: null", null, null],
      ["add: undefined", undefined, null],
    ])("%s", async (_what, metadata, stored) => {
      expect(await writeAndRead(metadata)).toEqual(stored);
    });

    it.each<[string, unknown, unknown]>([
      ["a key that is null is removed", { b: null }, { a: 1 }],
      ["a key that is undefined stays", { b: undefined }, { a: 1, b: 2 }],
      ["both", { a: null, b: undefined, c: 3 }, { b: 2, c: 3 }],
      ["all removed", { a: null, b: null }, null],
      ["null", null, { a: 1, b: 2 }],
    ])("update and upsert: %s", async (_what, metadata, stored) => {
      const notes = await seeded();
      await notes.update({ ids: ["x"], metadatas: [metadata as Metadata] });
      expect((await notes.get()).metadatas).toEqual([stored]);
      await notes.delete({ ids: ["x"] });
      await seeded();
      await notes.upsert({ ids: ["x"], ...vector, metadatas: [metadata as Metadata] });
      expect((await notes.get()).metadatas).toEqual([stored]);
    });

    it("a document or uri that is null is not written, and not changed", async () => {
      const notes = await seeded();
      await notes.upsert({ ids: ["x"], ...vector, documents: [null], uris: [null] });
      await notes.add({ ids: ["y"], ...vector, documents: [null], uris: [null] });
      const { documents, uris } = await notes.get({ include: ["documents", "uris"] });
      expect([documents, uris]).toEqual([
        ["d", null],
        ["u", null],
      ]);
    });

    it("records as they were read can be written", async () => {
      const notes = await seeded();
      await notes.add({ ids: ["y"], ...vector, uris: ["only a uri"] });
      const include = ["documents", "embeddings", "metadatas", "uris"] as const;
      const read = await notes.get({ include });
      expect(read.metadatas).toEqual([{ a: 1, b: 2 }, null]);
      await notes.upsert(read);
      expect(await notes.get({ include })).toEqual(read);
    });

    it.each<[string, (notes: ChromaCollection) => Promise<unknown>]>([
      ["delete of no ids", (notes) => notes.delete({ ids: [] })],
      ["delete of no ids with a filter", (notes) => notes.delete({ ids: [], where: { a: 1 } })],
      ["delete of nothing", (notes) => notes.delete({})],
      ["get of no ids", (notes) => notes.get({ ids: [] })],
      ["query of no ids", (notes) => notes.query({ queryEmbeddings: [[1, 2, 3, 4]], ids: [] })],
      ["add of no records", (notes) => notes.add({ ids: [], embeddings: [] })],
      ["upsert of no records", (notes) => notes.upsert({ ids: [], embeddings: [] })],
      ["ids that are no list", (notes) => notes.add({ ids: "x" as unknown as string[], ...vector })],
      ["a query vector with NaN", (notes) => notes.query({ queryEmbeddings: [[Number.NaN, 1, 1, 1]] })],
      ["a query vector beyond 32 bits", (notes) => notes.query({ queryEmbeddings: [[1e39, 1, 1, 1]] })],
      ["an id with a lone surrogate", (notes) => notes.get({ ids: ["\ud800"] })],
    ])("is refused: %s", async (_what, run) => {
      const notes = await seeded();
      await expect(run(notes)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
      expect(await notes.count()).toBe(1);
    });
  });
}
