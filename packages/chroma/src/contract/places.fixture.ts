import { describe, expect, it } from "@jest/globals";
import type { ChromaService } from "../api/chroma-service.js";
import type { RunningBackend } from "./backends.fixture.js";

const vectors = (count: number): Float32Array =>
  Float32Array.from({ length: count * 4 }, (_value, index) => Math.sin(index * 7.3));

/** What a service does with collections as a whole, tenants and databases. */
export function describePlaces(bench: () => { backend: RunningBackend; chroma: ChromaService }): void {
  describe("collections as a whole", () => {
    it("are found by their id, whatever they are called", async () => {
      const { chroma } = bench();
      const made = await chroma.createCollection({ name: "first-name", metadata: { a: 1 } });
      const renamed = await chroma.modifyCollection({ name: "first-name", newName: "second-name" });
      expect([renamed.id, renamed.name, renamed.metadata]).toEqual([made.id, "second-name", { a: 1 }]);
      expect((await chroma.getCollectionById({ id: made.id })).name).toBe("second-name");
      const changed = await chroma.modifyCollection({
        name: "second-name",
        metadata: { b: 2 },
        configuration: { hnsw: { ef_search: 77 } },
      });
      expect(changed.metadata).toEqual({ b: 2 });
      expect(changed.configuration.hnsw?.ef_search).toBe(77);
      await expect(chroma.modifyCollection({ name: "first-name" })).rejects.toMatchObject({
        code: "COLLECTION_NOT_FOUND",
      });
      const unknown = { id: "00000000-0000-0000-0000-000000000000" };
      await expect(chroma.getCollectionById(unknown)).rejects.toMatchObject({ code: "COLLECTION_NOT_FOUND" });
      await expect(chroma.getCollectionById({ id: "none" })).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
      });
    });

    it("keep every digit of their metadata", async () => {
      const { chroma } = bench();
      const big = { made: 2n ** 60n + 1n, least: -(2n ** 63n), most: 2n ** 63n - 1n };
      const kept = { ...big, least: -(2 ** 63) };
      const made = await chroma.createCollection({ name: "digits", metadata: big });
      expect(made.metadata).toEqual(kept);
      expect((await chroma.getCollection({ name: "digits" })).metadata).toEqual(kept);
      await made.modify({ metadata: { ...big, other: 2n ** 61n + 1n } });
      const other = { ...kept, other: 2n ** 61n + 1n };
      expect(made.metadata).toEqual(other);
      expect((await chroma.getCollection({ name: "digits" })).metadata).toEqual(other);
      const again = { name: "digits", metadata: big };
      expect((await chroma.getOrCreateCollection(again)).metadata).toEqual(other);
      expect((await chroma.listCollections()).find(({ name }) => name === "digits")?.metadata).toEqual(other);
    });

    it("are copied with everything they have, and half a copy is taken away", async () => {
      const { chroma } = bench();
      const source = await chroma.createCollection({
        name: "source",
        metadata: { purpose: "copy" },
        configuration: { hnsw: { space: "ip", ef_search: 55 } },
      });
      const ids = Array.from({ length: 450 }, (_value, index) => `id${index}`);
      const documents = ids.map((id) => `text ${id}`);
      await source.add({ ids, embeddings: vectors(450), documents, metadatas: ids.map((_id, n) => ({ n })) });
      await source.add({ ids: ["bare"], embeddings: [[1, 2, 3, 4]] });
      const progress: number[] = [];
      const copy = await chroma.copyCollection(
        { from: "source", to: "copy" },
        { onProgress: (done) => progress.push(done) },
      );
      expect(progress).toEqual([200, 400, 451]);
      expect([copy.metadata, copy.configuration.hnsw]).toEqual([source.metadata, source.configuration.hnsw]);
      const include = ["documents", "metadatas", "embeddings", "uris"] as const;
      expect(await copy.get({ include })).toEqual(await source.get({ include }));
      const again = chroma.copyCollection({ from: "source", to: "copy" });
      await expect(again).rejects.toMatchObject({ code: "COLLECTION_EXISTS" });
      const cancel = new AbortController();
      const broken = chroma.copyCollection(
        { from: "source", to: "half" },
        { signal: cancel.signal, onProgress: () => cancel.abort() },
      );
      await expect(broken).rejects.toMatchObject({ code: "CANCELLED" });
      await expect(chroma.getCollection({ name: "half" })).rejects.toMatchObject({
        code: "COLLECTION_NOT_FOUND",
      });
    });

    it("can't have lists in their metadata: Chroma panics", async () => {
      const { chroma } = bench();
      const request = { name: "lists", metadata: { tags: ["a", "b"] } };
      await expect(chroma.createCollection(request)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
      await expect(chroma.getOrCreateCollection(request)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
      const plain = await chroma.createCollection({ name: "lists" });
      await expect(plain.modify({ metadata: request.metadata })).rejects.toMatchObject({
        code: "NOT_SUPPORTED",
      });
    });
  });

  describe("tenants and databases", () => {
    const database = { name: "letters", tenant: "someone" };

    it("are made, found, listed and deleted", async () => {
      const { tenants } = bench().chroma;
      await tenants.createTenant({ name: "someone" });
      await expect(tenants.createTenant({ name: "someone" })).rejects.toMatchObject({
        code: "DATABASE_EXISTS",
        operationName: "CreateTenant_someone",
      });
      expect(await tenants.getTenant({ name: "someone" })).toBe("someone");
      await expect(tenants.getTenant({ name: "nobody" })).rejects.toMatchObject({
        code: "DATABASE_NOT_FOUND",
      });
      await tenants.createDatabase(database);
      await expect(tenants.createDatabase(database)).rejects.toMatchObject({ code: "DATABASE_EXISTS" });
      expect(await tenants.getDatabase(database)).toMatchObject(database);
      await tenants.createDatabase({ ...database, name: "more" });
      const names = (await tenants.listDatabases({ tenant: "someone" })).map(({ name }) => name);
      expect(names.sort()).toEqual(["letters", "more"]);
      expect(await tenants.listDatabases({ tenant: "someone", limit: 1, offset: 1 })).toHaveLength(1);
      await tenants.deleteDatabase(database);
      await expect(tenants.deleteDatabase(database)).rejects.toMatchObject({ code: "DATABASE_NOT_FOUND" });
      await expect(tenants.getDatabase(database)).rejects.toMatchObject({ code: "DATABASE_NOT_FOUND" });
      await expect(tenants.createDatabase({ ...database, name: "x" })).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
      });
      await tenants.deleteDatabase({ ...database, name: "more" });
    });

    it("keep collections of one name apart", async () => {
      const { backend, chroma } = bench();
      const own = { name: "apart", tenant: "default_tenant" };
      await chroma.tenants.createDatabase(own);
      const other = await backend.open({ database: "apart" });
      const here = await chroma.createCollection({ name: "same" });
      const there = await other.createCollection({ name: "same" });
      await there.add({ ids: ["x"], embeddings: [[1, 2]] });
      expect(there.id).not.toBe(here.id);
      expect(await here.count()).toBe(0);
      await other.close();
      await chroma.tenants.deleteDatabase(own);
      await expect(backend.open({ database: "apart" })).rejects.toMatchObject({ code: "DATABASE_NOT_FOUND" });
      expect((await chroma.getCollection({ name: "same" })).id).toBe(here.id);
    });
  });

  describe("reset", () => {
    it("is refused unless the service was opened for it", async () => {
      const { chroma } = bench();
      await chroma.createCollection({ name: "kept" });
      await expect(chroma.reset()).rejects.toMatchObject({ code: "NOT_AUTHORIZED", operationName: "Reset" });
      expect(await chroma.countCollections()).toBeGreaterThan(0);
    });

    it("deletes everything and leaves a place that works", async () => {
      const { backend } = bench();
      const chroma = await backend.open({ allowReset: true });
      const lost = await chroma.getOrCreateCollection({ name: "lost" });
      await chroma.tenants.createTenant({ name: "passing" });
      await lost.add({ ids: ["x"], embeddings: [[1, 2]], metadatas: [{ tags: ["a"] }] });
      await chroma.reset();
      expect(await chroma.listCollections()).toEqual([]);
      await expect(chroma.tenants.getTenant({ name: "passing" })).rejects.toMatchObject({
        code: "DATABASE_NOT_FOUND",
      });
      await chroma.tenants.createTenant({ name: "passing" });
      expect(await chroma.tenants.getTenant({ name: "default_tenant" })).toBe("default_tenant");
      await expect(lost.count()).rejects.toMatchObject({ code: "COLLECTION_NOT_FOUND" });
      const made = await chroma.createCollection({ name: "made" });
      await made.add({ ids: ["x"], embeddings: [[1, 2]], metadatas: [{ a: 1 }] });
      expect((await made.get()).metadatas).toEqual([{ a: 1 }]);
      await chroma.close();
    });
  });

  it("says how much Chroma takes at once", async () => {
    expect(await bench().chroma.maxBatchSize()).toBeGreaterThan(1_000);
  });
}
