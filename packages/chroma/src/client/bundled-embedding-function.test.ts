import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory, RecordingLogger } from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";
import type { DescribedCollection } from "../service/chroma-backend.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { EmbeddedChromaClient } from "./embedded-chroma-client.js";

describe("an embedded client where no embedding function is named", () => {
  let python: TestPython;
  let directory: IsolatedDirectory;
  let logger: RecordingLogger;
  let client: EmbeddedChromaClient;

  beforeAll(async () => {
    python = await startTestPython();
  });
  afterAll(() => python.close());
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    logger = new RecordingLogger();
    client = new EmbeddedChromaClient({ path: directory.path, python, logger });
  });
  afterEach(async () => {
    await client.close();
    await directory.remove();
  });

  it("embeds with the bundled model, says so, and goes on with it when the collection is opened again", async () => {
    const made = await client.createCollection({ name: "letters" });
    await made.add({
      ids: ["ferry", "soup"],
      documents: ["The boat to the island leaves at seven.", "Leek and potatoes make a good soup."],
    });
    const question = { queryTexts: ["when does the ship go?"], nResults: 1 };
    expect((await made.query(question)).ids).toEqual([["ferry"]]);
    expect(logger.records().filter(({ message }) => message.includes("bundled model"))).toHaveLength(1);
    const again = [
      await client.getCollection({ name: "letters" }),
      await client.getOrCreateCollection({ name: "letters" }),
      await client.getCollectionById(made.id),
      ...(await client.getCollections(["letters"])),
      ...(await client.listCollections()),
    ];
    for (const collection of again) expect((await collection.query(question)).ids).toEqual([["ferry"]]);
  });

  it("stores what npm's and Python's clients store, and nothing where null is given", async () => {
    await client.createCollection({ name: "named-by-none" });
    const bare = await client.createCollection({ name: "none-at-all", embeddingFunction: null });
    await expect(bare.add({ ids: ["a"], documents: ["text"] })).rejects.toThrow("No embedding function");
    const chroma = await openChroma(directory.path, { python });
    const storedOf = async (name: string): Promise<unknown> => {
      const { description } = (await chroma.getCollection({ name })) as DescribedCollection;
      return (description as unknown as { stored_configuration: Record<string, unknown> })
        .stored_configuration["embedding_function"];
    };
    expect(await storedOf("named-by-none")).toEqual({ type: "known", name: "default", config: {} });
    expect(await storedOf("none-at-all")).toBeNull();
    await chroma.close();
  });
});
