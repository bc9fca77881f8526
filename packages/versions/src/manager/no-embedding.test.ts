import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { readAll, readTexts, remove, vectorOf, write } from "../testing/documents.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";
import type { Person, RepositoryKind } from "../testing/versions-harness.fixture.js";

const kinds: RepositoryKind[] = ["doltlite", "dolt"];

describe.each(kinds)("vectors that are computed, with %s", (kind) => {
  const harness = useVersions(kind);

  async function counter(name: string, ...args: readonly string[]): Promise<number | null> {
    const result = await harness().link.python.execute({ module: "embedding_counter", name, args });
    if (!result.ok) throw new Error(result.error.message);
    return result.value as number | null;
  }

  beforeEach(() => counter("start"));
  afterEach(() => counter("stop"));

  /** Two branches that differ on both sides, `theirs` also on the remote. */
  async function twoBranches(url: string): Promise<Person> {
    const ada = await harness().clone("ada", url);
    await write(ada.chroma, "notes", { a: "1", b: "1", c: "1", d: "1" });
    await ada.versions.commit("begin");
    await ada.versions.push();
    await ada.versions.switchBranch("theirs", { create: true });
    await write(ada.chroma, "notes", { a: "theirs", b: "theirs" });
    await remove(ada.chroma, "notes", ["d"]);
    await write(ada.chroma, "more", { m: "m" });
    await ada.versions.commit("theirs");
    await ada.versions.push();
    await ada.versions.switchBranch("main");
    await write(ada.chroma, "notes", { b: "ours", c: "ours" });
    await ada.versions.commit("ours");
    return ada;
  }

  it("are counted, also those that Chroma computes", async () => {
    expect(await counter("embed_one", harness().path("counted"))).toBe(1);
    expect(await counter("counted")).toBe(1);
  });

  it("are none for switches, resets, merges, pulls, clones, attaching, importing and searching the past", async () => {
    const url = harness().newRemoteUrl();
    const ada = await twoBranches(url);
    await ada.versions.switchBranch("theirs");
    await ada.versions.reset("theirs~1");
    await ada.versions.reset("origin/theirs");
    await ada.versions.switchBranch("main");
    expect(await ada.versions.merge("theirs")).toMatchObject({ outcome: "conflicts" });
    await ada.versions.resolveConflicts([{ collection: "notes", id: "b", take: "theirs" }], {
      strategy: "theirs",
    });
    expect(await readTexts(ada.chroma, "notes")).toEqual({ a: "theirs", b: "theirs", c: "ours" });
    await ada.versions.push();
    const bob = await harness().clone("bob", url);
    expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
    await write(ada.chroma, "notes", { a: "later" });
    await ada.versions.commit("later");
    await ada.versions.push();
    await bob.versions.pull();
    const eve = await harness().attach("eve", ada, "theirs");
    const elsewhere = await openChroma(harness().path("elsewhere"), { python: harness().link.python });
    await write(elsewhere, "imported", { i: "i" });
    await elsewhere.close();
    expect(await eve.versions.importChroma(elsewhere.location)).toEqual({ collections: 1, documents: 1 });
    const request = { collection: "notes", embedding: new Float32Array(vectorOf("1")), limit: 1 };
    expect(await eve.versions.searchAt("main~2", request)).toHaveLength(1);
    for (const { versions } of [ada, bob]) expect(await versions.verify()).toMatchObject({ isEqual: true });
    expect(await counter("counted")).toBe(0);
  });
});
