import { beforeEach, describe, expect, it } from "@jest/globals";
import type { ChromaCollection } from "../api/chroma-collection.js";
import type { GetRequest } from "../model/records.js";

const count = 2_300;
const ids = Array.from({ length: count }, (_value, index) => `id${index}`);
const range = (start: number, end: number): string[] => ids.slice(start, end);
const everything = ["documents", "embeddings", "metadatas", "uris"] as const;

/** Reads of more records than one call brings. */
export function describeReads(bench: () => { notes: ChromaCollection }): void {
  describe("reads of many records", () => {
    let notes: ChromaCollection;
    const idsOf = async (request: GetRequest): Promise<string[]> =>
      (await notes.get({ include: ["metadatas"], ...request })).ids;

    beforeEach(async () => {
      ({ notes } = bench());
      await notes.add({
        ids,
        embeddings: Float32Array.from({ length: count * 4 }, (_value, index) => Math.sin(index * 7.3)),
        documents: ids.map((id) => `text of ${id}`),
        metadatas: ids.map((_id, n) => ({ n, half: n % 2 === 0 })),
      });
    });

    it("give all of them, by insertion, each with its own", async () => {
      const all = await notes.get({ include: everything });
      expect(all.ids).toEqual(ids);
      expect(all.documents).toEqual(ids.map((id) => `text of ${id}`));
      expect(all.metadatas[count - 1]).toEqual({ n: count - 1, half: false });
      expect(all.embeddings).toHaveLength(count * 4);
      expect(await idsOf({ limit: 1_500, offset: 700 })).toEqual(range(700, 2_200));
      expect(await idsOf({ offset: 2_200 })).toEqual(range(2_200, count));
      expect(await idsOf({ limit: 0 })).toEqual([]);
    });

    it("are bound by as many ids as one likes, and by filters", async () => {
      const wanted = [...ids].reverse();
      expect(await idsOf({ ids: wanted })).toEqual(ids);
      expect(await idsOf({ ids: wanted, limit: 1_200, offset: 2_000 })).toEqual(range(2_000, count));
      const even = ids.filter((_id, n) => n % 2 === 0);
      expect(await idsOf({ where: { half: true } })).toEqual(even);
      expect(await idsOf({ where: { half: true }, limit: 1_100, offset: 100 })).toEqual(even.slice(100));
      expect(await idsOf({ ids: wanted, where: { n: { $lt: 3 } } })).toEqual(range(0, 3));
      await notes.delete({ ids: wanted.slice(0, 2_200), where: { half: true } });
      expect(await notes.count()).toBe(count - 1_100);
    });

    it("begin with the newest", async () => {
      await notes.delete({ ids: ["id2299"] });
      await notes.upsert({ ids: ["id5", "last"], embeddings: new Float32Array(8).fill(1) });
      const found = await notes.get({ order: "newest", limit: 3, include: everything });
      expect(found.ids).toEqual(["last", "id2298", "id2297"]);
      expect(found.documents).toEqual([null, "text of id2298", "text of id2297"]);
      // The upserted vector, its four numbers alike; of unit length once it is in the index.
      expect(new Set(found.embeddings.subarray(0, 4)).size).toBe(1);
      expect(found.metadatas[2]).toEqual({ n: 2_297, half: false });
      expect(await idsOf({ order: "newest", where: { half: true }, limit: 2, offset: 1 })).toEqual([
        "id2296",
        "id2294",
      ]);
      expect((await idsOf({ order: "newest" })).slice(-1)).toEqual(["id0"]);
    });

    it("come page by page", async () => {
      const pages: string[][] = [];
      for await (const page of notes.pages({ limit: 2_100 })) pages.push(page.ids);
      expect(pages.map(({ length }) => length)).toEqual([1_000, 1_000, 100]);
      expect(pages.flat()).toEqual(range(0, 2_100));
    });

    it("are refused in an order that there is not", async () => {
      const order = "oldest" as unknown as "newest";
      await expect(notes.get({ order })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    });

    it("by likeness among ids pass over those that are not there", async () => {
      const request = {
        queryEmbeddings: [
          [1, 2, 3, 4],
          [1, 0, 0, 0],
        ],
        nResults: 2,
      };
      const some = await notes.query({ ...request, ids: ["none", "id7"] });
      expect(some.ids).toEqual([["id7"], ["id7"]]);
      expect(some.documents).toEqual([["text of id7"], ["text of id7"]]);
      const none = await notes.query({ ...request, ids: ["none"], include: ["documents", "embeddings"] });
      expect(none).toEqual({
        ids: [[], []],
        embeddings: [new Float32Array(0), new Float32Array(0)],
        dimension: 4,
        documents: [[], []],
        metadatas: [],
        uris: [],
        distances: [],
      });
    });

    it("find as many as a delete may take away, by insertion", async () => {
      await notes.delete({ where: { half: true }, limit: 2 });
      expect(await idsOf({ limit: 3 })).toEqual(["id1", "id3", "id4"]);
      await notes.delete({ where: { half: true }, ids: ["id8", "id6", "id4"], limit: 1 });
      await notes.delete({ whereDocument: { $contains: "id1" }, limit: 0 });
      expect(await idsOf({ limit: 3 })).toEqual(["id1", "id3", "id5"]);
      for (const request of [
        { ids: ["id1"], limit: 1 },
        { where: { half: false }, limit: -1 },
      ]) {
        await expect(notes.delete(request)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
      }
      expect(await notes.count()).toBe(count - 3);
    });

    it("by likeness give more results than one call brings, each with its own", async () => {
      const request = { queryEmbeddings: [[1, 2, 3, 4]], nResults: count };
      const whole = await notes.query({ ...request, include: [...everything, "distances"] });
      // The index is approximate: it may miss a few, and finds more than one call gives records for.
      const found = whole.ids[0]?.length ?? 0;
      expect(found).toBeGreaterThan(1_500);
      expect(new Set(whole.ids[0]).size).toBe(found);
      expect(whole.documents[0]).toEqual(whole.ids[0]?.map((id) => `text of ${id}`));
      expect(whole.metadatas[0]?.map((each) => `id${String(each?.["n"])}`)).toEqual(whole.ids[0]);
      expect(whole.embeddings[0]).toHaveLength(found * 4);
      expect(whole.distances[0]).toHaveLength(found);
      const bare = await notes.query({ ...request, include: ["documents"] });
      expect([bare.ids, bare.distances, bare.metadatas, bare.embeddings]).toEqual([whole.ids, [], [], []]);
    });
  });
}
