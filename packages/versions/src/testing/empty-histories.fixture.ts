import { describe, expect, it } from "@jest/globals";
import { readAll, readTexts, write } from "./documents.fixture.js";
import { useVersions } from "./use-versions.fixture.js";
import type { Person, RepositoryKind } from "./versions-harness.fixture.js";

/** A history in which nothing was committed, beside one that has commits; on one kind of repository. */
export function describeEmptyHistories(kind: RepositoryKind): void {
  describe(`a history in which nothing was committed on ${kind}`, () => {
    const harness = useVersions(kind);

    async function withRemote(): Promise<{ ada: Person; url: string }> {
      const url = harness().newRemoteUrl();
      const ada = await harness().clone("ada", url);
      await write(ada.chroma, "notes", { a: "1", b: { text: "2", metadata: { n: 1 } } });
      await ada.versions.commit("begin");
      await ada.versions.push();
      return { ada, url };
    }

    it("takes over what it pulls, and goes on with it", async () => {
      const { ada, url } = await withRemote();
      const bob = await harness().init("bob");
      await bob.versions.addRemote("origin", url);
      const theirs = await ada.versions.resolve("main");
      expect(await bob.versions.pull()).toMatchObject({ outcome: "fast-forward", commit: theirs });
      expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
      expect(await bob.versions.verify()).toMatchObject({ isEqual: true, documents: 2 });
      expect((await bob.versions.log()).map((each) => each.message)).toEqual(["begin"]);
      await write(bob.chroma, "notes", { a: "bob's" });
      await bob.versions.commit("bob's");
      await bob.versions.push();
      await ada.versions.pull();
      expect(await readTexts(ada.chroma, "notes")).toEqual({ a: "bob's", b: "2" });
      const again = await harness().reopen(bob);
      expect(again.versions.recovery).toBeUndefined();
    });

    it("has nothing that another one could take", async () => {
      const { ada } = await withRemote();
      const url = harness().newRemoteUrl();
      const bob = await harness().init("bob");
      await bob.versions.addRemote("empty", url);
      await bob.versions.push({ remote: "empty" });
      await ada.versions.addRemote("empty", url);
      const head = await ada.versions.resolve("main");
      expect(await ada.versions.pull({ remote: "empty" })).toMatchObject({
        outcome: "up-to-date",
        commit: head,
      });
      expect(await ada.versions.verify()).toMatchObject({ isEqual: true, documents: 2 });
    });

    it("is unrelated once something was committed on both sides, and then nothing is changed", async () => {
      const { url } = await withRemote();
      const bob = await harness().init("bob");
      await write(bob.chroma, "notes", { a: "bob's own" });
      await bob.versions.commit("own");
      await bob.versions.addRemote("origin", url);
      await expect(bob.versions.pull()).rejects.toMatchObject({ code: "UNRELATED_HISTORIES" });
      expect(await readTexts(bob.chroma, "notes")).toEqual({ a: "bob's own" });
      expect(await bob.versions.verify()).toMatchObject({ isEqual: true });
    });
  });
}
