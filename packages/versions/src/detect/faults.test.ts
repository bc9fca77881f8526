import { afterEach, describe, expect, it } from "@jest/globals";
import type { StemmaError } from "@stemma/core";
import { readAll, remove, type Texts, write } from "../testing/documents.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";
import type { Person } from "../testing/versions-harness.fixture.js";

const harness = useVersions("doltlite");

async function python(name: string, args: readonly unknown[] = []): Promise<void> {
  const result = await harness().link.python.execute({ module: "faults", name, args });
  expect(result).toMatchObject({ ok: true });
}

afterEach(() => python("heal"));

/** Three collections, one with several pages of records, and changes of every kind that wait to be committed. */
async function scene(): Promise<Person> {
  const person = await harness().init("ada");
  const many = Object.fromEntries(
    Array.from({ length: 2_100 }, (_, index) => [`d${index}`, `text ${index}`]),
  );
  await write(person.chroma, "many", many);
  await write(person.chroma, "few", { a: "1", b: "2" });
  await write(person.chroma, "other", { x: "1" });
  await person.versions.commit("begin");
  const changed: Texts = { d5: "changed", new: "new" };
  await write(person.chroma, "many", changed);
  await write(person.chroma, "few", { a: "changed" });
  await remove(person.chroma, "other", ["x"]);
  return person;
}

const errors = [
  "builtins.RuntimeError",
  "builtins.MemoryError",
  "builtins.KeyboardInterrupt",
  "builtins.SystemExit",
  "chromadb.errors.NotFoundError",
  "sqlite3.OperationalError",
];
/** Records are read and written past Chroma's client. */
function holderOf(method: string): readonly [module: string, owner: string, method: string] {
  return method.startsWith("_")
    ? ["chromadb.api.rust", "RustBindingsAPI", method]
    : ["chromadb", "Collection", method];
}
const reads: [method: string, fromCall: number][] = [
  ["_count", 1],
  ["_count", 2],
  ["_get", 1],
  ["_get", 2],
  ["_get", 3],
  ["get_model", 1],
  ["get_model", 3],
];

describe("a Chroma that can't be read in full", () => {
  it.each(reads)(
    "fails with a typed error and changes nothing: %s from call %i on",
    async (method, fromCall) => {
      const { chroma, versions } = await scene();
      const head = (await versions.listBranches())[0]?.head;
      for (const error of errors) {
        await python("inject", [...holderOf(method), error, fromCall]);
        for (const attempt of [
          () => versions.status(),
          () => versions.commit("no"),
          () => versions.reset(),
        ]) {
          const failure = (await attempt().catch((thrown: unknown) => thrown)) as StemmaError;
          expect(["CHROMA_FAILED", "INCOMPLETE_READ"]).toContain(failure.code);
        }
        await python("heal");
      }
      expect((await versions.listBranches())[0]?.head).toBe(head);
      expect((await versions.status()).documents).toHaveLength(4);
      expect(await versions.commit("now")).toMatchObject({ added: 1, modified: 2, deleted: 1 });
      expect(await versions.verify()).toMatchObject({ isEqual: true });
      expect(Object.keys(await readAll(chroma))).toHaveLength(3);
    },
  );

  it.each(["inject", "shorten"])(
    "never takes a record without a text, whose vector can't be read, for another one: %s",
    async (fault) => {
      const { chroma, versions } = await harness().init("ada");
      const notes = await chroma.createCollection({ name: "notes" });
      await notes.add({ ids: ["t"], documents: ["text"], embeddings: [[1]] });
      await notes.add({ ids: ["v1", "v2"], embeddings: [[2], [3]] });
      await versions.commit("begin");
      await notes.upsert({ ids: ["v2"], embeddings: [[4]] });
      const args = [...holderOf("_get"), "builtins.RuntimeError", 2];
      await python(fault, fault === "inject" ? args : [1]);
      for (const attempt of [() => versions.status(), () => versions.commit("no")]) {
        await expect(attempt()).rejects.toMatchObject({
          code: expect.stringMatching(/^(CHROMA_FAILED|INCOMPLETE_READ)$/),
        });
      }
      await python("heal");
      expect(await versions.log()).toHaveLength(1);
      expect((await versions.status()).documents).toEqual([
        { kind: "modified", collection: "notes", id: "v2" },
      ]);
    },
  );

  it.each([0, 1, 999])("never takes records that a reading of %i lost for deleted ones", async (page) => {
    const { versions } = await scene();
    await python("shorten", [page]);
    await expect(versions.status()).rejects.toMatchObject({ code: "INCOMPLETE_READ", retryable: true });
    await expect(versions.commit("no")).rejects.toMatchObject({ code: "INCOMPLETE_READ" });
    await python("heal");
    expect(await versions.log()).toHaveLength(1);
    expect(await versions.commit("now")).toMatchObject({ deleted: 1 });
  });

  it("leaves the branch as it was when the listing of collections fails", async () => {
    const { versions } = await scene();
    await python("inject", ["chromadb.api.client", "Client", "list_collections", "builtins.OSError", 1]);
    await expect(versions.status()).rejects.toMatchObject({ code: "CHROMA_FAILED" });
    await expect(versions.switchBranch("main", { mode: "reset" })).rejects.toMatchObject({
      code: "CHROMA_FAILED",
    });
    await python("heal");
    expect((await versions.status()).documents).toHaveLength(4);
  });
});

describe("a write that fails", () => {
  it.each(["_upsert", "_delete", "modify"])("is finished by the next opening: %s", async (method) => {
    const person = await scene();
    const { chroma, versions } = person;
    await versions.commit("on main");
    const onMain = await readAll(chroma);
    await versions.switchBranch("other", { create: "main~1" });
    await (await chroma.getCollection({ name: "few" })).modify({ metadata: { m: 1 } });
    await remove(chroma, "few", ["b"]);
    await write(chroma, "many", { onlyOther: "o" });
    await versions.commit("on other");
    await python("inject", [...holderOf(method), "builtins.OSError", 1]);
    await expect(versions.switchBranch("main")).rejects.toMatchObject({ code: "CHROMA_FAILED" });
    await python("heal");
    const again = await harness().reopen(person);
    expect(again.versions.recovery).toMatchObject({ operation: "Switch", branch: "main" });
    expect(await readAll(chroma)).toEqual(onMain);
    expect(await again.versions.verify()).toMatchObject({ isEqual: true });
  });
});

describe("a repository that fails", () => {
  it.each([1, 2, 3, 4, 5, 6, 8])("takes a commit back: from statement %i on", async (fromCall) => {
    const { versions } = await scene();
    const fault = ["stemma_versions.connection", "Connection", "execute", "builtins.OSError", fromCall];
    await python("inject", fault);
    await expect(versions.commit("no")).rejects.toMatchObject({ code: "REPOSITORY_FAILED" });
    await python("heal");
    expect(await versions.log()).toHaveLength(1);
    expect(await versions.commit("now")).toMatchObject({ added: 1, modified: 2, deleted: 1 });
    expect(await versions.verify()).toMatchObject({ isEqual: true });
  });
});

describe("detectLocalChanges", () => {
  it("takes one call into Python for ten documents and for two thousand", async () => {
    const { versions } = await scene();
    const { python: context } = harness().link;
    const before = context.stats().completed;
    await versions.diff();
    expect(context.stats().completed - before).toBe(1);
  });
});
