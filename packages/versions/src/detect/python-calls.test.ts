import { describe, expect, it } from "@jest/globals";
import { useVersions } from "../testing/use-versions.fixture.js";

describe("detectLocalChanges", () => {
  const harness = useVersions("doltlite");

  it.each([10, 10_000])(
    "takes at most five calls into Python for %i documents",
    async (count) => {
      const { chroma, versions } = await harness().init("ada");
      const notes = await chroma.createCollection({ name: "notes" });
      const ids = Array.from({ length: count }, (_, index) => `d${index}`);
      for (let start = 0; start < count; start += 1_000) {
        const some = ids.slice(start, start + 1_000);
        await notes.add({
          ids: some,
          documents: some,
          embeddings: some.map((_, index) => [index, start, 1]),
        });
      }
      const { python } = harness().link;
      const before = python.stats().completed;
      const { documents } = await versions.diff();
      const calls = python.stats().completed - before;
      expect(documents).toHaveLength(count);
      expect(calls).toBeLessThanOrEqual(5);
    },
    180_000,
  );
});
