import { expect, it } from "@jest/globals";
import { readAll, readTexts, write } from "../documents.fixture.js";
import type { Merges } from "./use-merges.fixture.js";

/** Three users of one remote. */
export function describeThreePeople(merges: Merges): void {
  it("lets three people work on one remote for two rounds and end in equal states", async () => {
    const url = merges.harness().newRemoteUrl();
    const ada = await merges.harness().clone("ada", url);
    await write(ada.chroma, "notes", { a: "1", b: "1", c: "1" });
    await ada.versions.commit("begin");
    await ada.versions.push();
    const bob = await merges.harness().clone("bob", url);
    const eve = await merges.harness().clone("eve", url);
    for (const round of [1, 2]) {
      await write(ada.chroma, "notes", { a: `ada ${round}`, shared: `ada ${round}` });
      await ada.versions.commit(`ada ${round}`);
      await ada.versions.push();
      await write(bob.chroma, "notes", { b: `bob ${round}`, shared: `bob ${round}` });
      await bob.versions.commit(`bob ${round}`);
      await expect(bob.versions.push()).rejects.toMatchObject({ code: "PUSH_REJECTED" });
      await bob.versions.createBranch(`bobs-${round}`);
      await bob.versions.push({ branch: `bobs-${round}` });
      await eve.versions.pull();
      await eve.versions.merge(`origin/bobs-${round}`, { strategy: "theirs" });
      await eve.versions.push();
      for (const person of [ada, bob]) await person.versions.pull({ strategy: "theirs" });
      const states = await Promise.all([ada, bob, eve].map((person) => readAll(person.chroma)));
      expect(states[1]).toEqual(states[0]);
      expect(states[2]).toEqual(states[0]);
      expect(await readTexts(ada.chroma, "notes")).toEqual({
        a: `ada ${round}`,
        b: `bob ${round}`,
        c: "1",
        shared: `bob ${round}`,
      });
    }
  });
}
