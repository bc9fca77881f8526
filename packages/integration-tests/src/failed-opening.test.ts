import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { StemmaProject } from "@stemma/pipeline";
import { createIsolatedDirectory, type IsolatedDirectory, openFilesUnder } from "@stemma/test-cleanup";

/** Another model than the one that the pipeline uses. */
const otherEmbedder = {
  modelId: "another-model",
  dimension: 2,
  embedFlat: (texts: readonly string[]) => Promise.resolve(new Float32Array(texts.length * 2)),
  close: () => Promise.resolve(),
};

describe("an index that can't be opened", () => {
  let directory: IsolatedDirectory;
  beforeEach(async () => {
    directory = await createIsolatedDirectory({ prefix: "failed-opening" });
  });
  afterEach(() => directory.remove());

  it("leaves no file of its own open", async () => {
    await using project = await StemmaProject.create(directory.path);
    const chroma = await openChroma(project.state.chromaDirectory);
    await chroma.createCollection({ name: project.config.collection, embedder: otherEmbedder });
    await chroma.close();
    await expect(project.search("anything")).rejects.toMatchObject({ code: "EMBEDDER_CHANGED" });
    expect(await openFilesUnder(project.state.chromaDirectory)).toEqual([]);
  }, 60_000);
});
