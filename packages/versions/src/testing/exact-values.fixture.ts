import { describe, expect, it } from "@jest/globals";
import { DatabaseSync } from "@photostructure/sqlite";
import { StemmaError } from "@stemma/core";
import { readAll, readTexts, remove, vectorOf, write } from "./documents.fixture.js";
import { useVersions } from "./use-versions.fixture.js";
import type { Person, RepositoryKind } from "./versions-harness.fixture.js";

/** Values that one language or another takes for others, on one kind of repository. */
export function describeExactValues(kind: RepositoryKind): void {
  describe(`values are kept exactly on ${kind}`, () => {
    const harness = useVersions(kind);

    async function python<T>(name: string, ...args: readonly unknown[]): Promise<T> {
      const result = await harness().link.python.execute<T>({ module: "exact_metadata", name, args });
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    }

    const put = ({ options }: Person, id: string, metadata: string): Promise<null> =>
      python("write", options.chroma, "exact", id, metadata);
    const metadataOf = ({ options }: Person): Promise<Record<string, string>> =>
      python("read", options.chroma, "exact");

    it("tells 1 from 1.0 and [1,2] from [1.0,2.0] in documents, and keeps them through clone and switch", async () => {
      const url = harness().newRemoteUrl();
      const ada = await harness().clone("ada", url);
      await put(ada, "one", '{"n":1}');
      await put(ada, "list", '{"n":[1,2]}');
      await put(ada, "half", '{"n":1.5}');
      await put(ada, "large", '{"n":9007199254740993}');
      await ada.versions.commit("integers");
      const integers = await metadataOf(ada);
      await put(ada, "one", '{"n":1.0}');
      await put(ada, "list", '{"n":[1.0,2.0]}');
      const changed = (await ada.versions.status()).documents;
      expect(changed.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
        "modified list",
        "modified one",
      ]);
      await ada.versions.commit("floats");
      const floats = await metadataOf(ada);
      expect(floats).toMatchObject({
        one: '{"n":1.0}',
        list: '{"n":[1.0,2.0]}',
        large: '{"n":9007199254740993}',
      });
      expect((await ada.versions.diff("main~1", "main")).documents).toHaveLength(2);
      expect(await ada.versions.verify()).toMatchObject({ isEqual: true });
      await ada.versions.push();
      const bob = await harness().clone("bob", url);
      expect(await metadataOf(bob)).toEqual(floats);
      await bob.versions.switchBranch("before", { create: "main~1" });
      expect(await metadataOf(bob)).toEqual(integers);
      expect(await bob.versions.verify()).toMatchObject({ isEqual: true });
      await bob.versions.switchBranch("main");
      expect(await metadataOf(bob)).toEqual(floats);
      expect(await bob.versions.verify()).toMatchObject({ isEqual: true });
    });

    it("tells them apart in the metadata of collections", async () => {
      const ada = await harness().init("ada");
      await put(ada, "one", '{"n":1}');
      await python("write_to_collection", ada.options.chroma, "exact", '{"n":1,"other":1}');
      await ada.versions.commit("integer");
      await python("write_to_collection", ada.options.chroma, "exact", '{"n":1.0,"other":1}');
      expect((await ada.versions.status()).collections).toEqual([{ kind: "modified", name: "exact" }]);
      await ada.versions.commit("float");
      await ada.versions.switchBranch("before", { create: "main~1" });
      expect((await metadataOf(ada))[""]).toBe('{"n":1,"other":1}');
      await ada.versions.switchBranch("main");
      expect((await metadataOf(ada))[""]).toBe('{"n":1.0,"other":1}');
      expect(await ada.versions.verify()).toMatchObject({ isEqual: true });
    });

    it("merges what is a number of another kind as a change, and shows conflicts with objects", async () => {
      const ada = await harness().init("ada");
      await put(ada, "one", '{"n":1,"m":1,"big":9007199254740993}');
      await ada.versions.commit("begin");
      await ada.versions.switchBranch("theirs", { create: true });
      await put(ada, "one", '{"n":1.0,"m":2,"big":9007199254740993}');
      await ada.versions.commit("theirs");
      await ada.versions.switchBranch("main");
      await put(ada, "one", '{"n":1,"m":3,"big":9007199254740993}');
      await ada.versions.commit("ours");
      const { conflicts } = await ada.versions.merge("theirs");
      expect(conflicts).toMatchObject([
        {
          fields: ["metadata.m"],
          base: { metadata: { n: 1, m: 1, big: 9007199254740993n } },
          ours: { metadata: { m: 3 } },
          theirs: { metadata: { m: 2 } },
        },
      ]);
      const own = { n: 1, m: 7, big: 9007199254740993n, added: [1.5, 2] };
      const resolve = (metadata: object): Promise<unknown> =>
        ada.versions.resolveConflicts([
          {
            collection: "exact",
            id: "one",
            document: { document: "own", metadata: metadata as never, embedding: new Float32Array(3) },
          },
        ]);
      for (const refused of [
        { a: [1, "x"] },
        { a: [] },
        { a: NaN },
        { a: "\ud800" },
        { a: null },
        { a: {} },
      ]) {
        await expect(resolve(refused)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
      }
      await resolve(own);
      expect((await metadataOf(ada))["one"]).toBe('{"added":[1.5,2.0],"big":9007199254740993,"m":7,"n":1}');
      expect(await ada.versions.verify()).toMatchObject({ isEqual: true });
      const [hit] = await ada.versions.searchAt("main~1", {
        collection: "exact",
        embedding: new Float32Array([1, 2, 3]),
      });
      expect(hit?.metadata).toEqual({ n: 1, m: 3, big: 9007199254740993n });
    });

    it("keeps ids, texts and models with NUL apart, here and after a clone", async () => {
      const url = harness().newRemoteUrl();
      const ada = await harness().clone("ada", url);
      const texts = { "a\0b": "1", "a\0c": "2", a: "3", "a\u0001b": "4", "\0": "5", "a\u00010b": "6" };
      await write(ada.chroma, "notes", texts);
      await ada.versions.commit("begin");
      expect(await ada.versions.status()).toMatchObject({ isClean: true });
      expect(await ada.versions.verify()).toMatchObject({ isEqual: true, documents: 6 });
      await write(ada.chroma, "notes", { "a\0b": "changed" });
      await remove(ada.chroma, "notes", ["a\0c"]);
      expect((await ada.versions.status()).documents).toEqual([
        { kind: "modified", collection: "notes", id: "a\0b" },
        { kind: "deleted", collection: "notes", id: "a\0c" },
      ]);
      await ada.versions.commit("change");
      await ada.versions.push();
      const bob = await harness().clone("bob", url);
      expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
      expect(await bob.versions.verify()).toMatchObject({ isEqual: true, documents: 5 });
      await bob.versions.switchBranch("before", { create: "main~1" });
      expect(await readTexts(bob.chroma, "notes")).toEqual(texts);
      expect(await bob.versions.verify()).toMatchObject({ isEqual: true, documents: 6 });
    });

    it("mends a record that an older version cut at NUL", async () => {
      const ada = await harness().init("ada");
      await write(ada.chroma, "notes", { "a\0b": "1", "c\0d": "2", c: "3", "x\u0001": "4" });
      await ada.versions.commit("begin");
      await ada.versions.close();
      const record = new DatabaseSync(ada.options.state);
      // As format 1 had them: cut, the last of a kind on top, and other characters as they are.
      const hashes = record.prepare("SELECT id, hash FROM documents").all() as { id: string; hash: string }[];
      record.exec("DELETE FROM documents; PRAGMA user_version = 1");
      for (const { id, hash } of hashes) {
        const cut = id === "x\u00011" ? "x\u0001" : (id.split("\u00010")[0] ?? "");
        record.prepare("INSERT OR REPLACE INTO documents VALUES ('notes', ?, ?)").run(cut, hash);
      }
      record.close();
      const again = await harness().resume(ada);
      expect(await again.versions.verify()).toMatchObject({ isEqual: true, documents: 4 });
      expect((await again.versions.status()).isClean).toBe(true);
    });

    it("says of an id that the database can't hold that it can't be versioned, and changes nothing", async () => {
      const ada = await harness().init("ada");
      const long = "é".repeat(800);
      await write(ada.chroma, "notes", { [long]: "1", a: "2" });
      const attempt = ada.versions.commit("long").then(
        ({ added }) => added,
        (error: unknown) => StemmaError.isInstance(error) && error.code,
      );
      expect(await attempt).toBe(kind === "doltlite" ? 2 : "UNVERSIONABLE_VALUE");
      expect(await ada.versions.verify()).toMatchObject({ misrecorded: [], otherVectors: [] });
      expect(await readTexts(ada.chroma, "notes")).toEqual({ [long]: "1", a: "2" });
    });

    it("takes no hash of an older version for a change, in a record, a history or a carried change", async () => {
      const ada = await harness().init("ada");
      await put(ada, "one", '{"n":1.0}');
      await put(ada, "two", '{"n":2}');
      await ada.versions.commit("begin");
      const rows = [];
      for await (const page of ada.versions.repository.readDocuments("main", { collection: "exact" }))
        rows.push(...page);
      const older = await harness().link.python.execute<Uint8Array>({
        module: "stemma_versions.canonical",
        name: "content_digest",
        args: ["text", null, { n: 1 }, null, null],
      });
      if (!older.ok) throw new Error(older.error.message);
      const contentHash = Buffer.from(older.value).toString("hex");
      const [one] = rows;
      if (!one) throw new Error("there is a row");
      const { author } = ada.options;
      const expectedHead = await ada.versions.resolve("main");
      // A commit as an older version made it.
      const changes = [{ documents: [{ ...one, contentHash }] }];
      await ada.versions.repository.commit("main", { expectedHead, message: "older", author, changes });
      expect((await ada.versions.status()).isBehindBranch).toBe(true);
      await ada.versions.update();
      expect(await ada.versions.status()).toMatchObject({ isClean: true, isBehindBranch: false });
      expect(await ada.versions.verify()).toMatchObject({ isEqual: true });
      await ada.versions.close();
      const record = new DatabaseSync(ada.options.state);
      record.prepare("UPDATE documents SET hash = ? WHERE id = 'one'").run(contentHash);
      record.exec("UPDATE collections SET counter = NULL");
      record.close();
      const again = await harness().resume(ada);
      expect(await again.versions.status()).toMatchObject({ isClean: true });
      expect(await again.versions.verify()).toMatchObject({ isEqual: true });
      await put(again, "two", '{"n":3}');
      await again.versions.switchBranch("before", { create: "main~1", mode: "carry" });
      expect((await again.versions.status()).documents).toEqual([
        { kind: "modified", collection: "exact", id: "two" },
      ]);
      await put(again, "one", '{"n":1}');
      expect((await again.versions.status()).documents).toHaveLength(2);
    });

    it("searches by objects", async () => {
      const ada = await harness().init("ada");
      await write(ada.chroma, "notes", { a: { text: "1", metadata: { n: 1, s: "s" } }, b: "2" });
      await ada.versions.commit("begin");
      const request = { collection: "notes", embedding: new Float32Array(vectorOf("1")) };
      const hits = await ada.versions.searchAt("main", request);
      expect(hits.map(({ id, metadata }) => [id, metadata])).toEqual([
        ["a", { n: 1, s: "s" }],
        ["b", null],
      ]);
    });
  });
}
