import { describe, expect, it } from "@jest/globals";
import { readAll, write } from "../testing/documents.fixture.js";
import { useVersions } from "../testing/use-versions.fixture.js";
import type { RepositoryKind } from "../testing/versions-harness.fixture.js";

const kinds: RepositoryKind[] = ["doltlite", "dolt"];

describe.each(kinds)("with %s", (kind) => {
  const harness = useVersions(kind);

  it("a refused switch leaves no branch behind", async () => {
    const { chroma, versions } = await harness().init("ada");
    await write(chroma, "notes", { a: "1" });
    await versions.commit("begin");
    await write(chroma, "notes", { a: "dirty" });
    const before = { chroma: await readAll(chroma), branches: await versions.listBranches() };
    const refused = { code: "DIRTY_WORKING_COPY" };
    await expect(versions.switchBranch("new", { create: true })).rejects.toMatchObject(refused);
    await expect(versions.switchBranch("new", { create: "main~1", mode: "carry" })).rejects.toMatchObject(
      refused,
    );
    expect({ chroma: await readAll(chroma), branches: await versions.listBranches() }).toEqual(before);
  });

  it("verify takes a merged cosine collection for equal, whose vectors Chroma brings to length 1 again", async () => {
    const { chroma, versions } = await harness().init("ada");
    const cosine = await chroma.createCollection({
      name: "cosine",
      configuration: { hnsw: { space: "cosine" } },
    });
    const ids = Array.from({ length: 40 }, (_, index) => `d${index}`);
    const put = (from: number, text: string): Promise<void> =>
      cosine.upsert({
        ids: ids.slice(from, from + 20),
        documents: ids.slice(from, from + 20).map((id) => `${text} ${id}`),
        embeddings: ids.slice(from, from + 20).map((_, index) => [index + 0.1, from + 0.7, text.length / 3]),
      });
    await put(0, "begin");
    await put(20, "begin");
    await versions.commit("begin");
    await versions.switchBranch("theirs", { create: true });
    await put(0, "their words");
    await versions.commit("theirs");
    await versions.switchBranch("main");
    await put(20, "our own words");
    await versions.commit("ours");
    expect(await versions.merge("theirs")).toMatchObject({ outcome: "merged", conflicts: [] });
    expect(await versions.verify()).toMatchObject({ isEqual: true, documents: 40, otherVectors: [] });
  });

  it("takes all resolutions in one commit, and none of them when one is not of the right length", async () => {
    const { chroma, versions } = await harness().init("ada");
    await write(chroma, "notes", { a: "1", b: "1" });
    await versions.commit("begin");
    await versions.switchBranch("theirs", { create: true });
    await write(chroma, "notes", { a: "theirs", b: "theirs" });
    await versions.commit("theirs");
    await versions.switchBranch("main");
    await write(chroma, "notes", { a: "ours", b: "ours" });
    const { commit } = await versions.commit("ours");
    await versions.merge("theirs");
    const before = await readAll(chroma);
    const own = { document: "own", metadata: null, embedding: new Float32Array([1, 2]) };
    await expect(
      versions.resolveConflicts([
        { collection: "notes", id: "a", take: "theirs" },
        { collection: "notes", id: "b", document: own },
      ]),
    ).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(await readAll(chroma)).toEqual(before);
    expect(await versions.position()).toMatchObject({ commit });
    await versions.resolveConflicts([
      { collection: "notes", id: "a", take: "theirs" },
      { collection: "notes", id: "b", take: "ours" },
    ]);
    const [merge, ...earlier] = await versions.log();
    expect(merge?.parents).toHaveLength(2);
    expect(earlier.map(({ message }) => message).sort()).toEqual(["begin", "ours", "theirs"]);
    expect(await versions.verify()).toMatchObject({ isEqual: true });
  });
});
