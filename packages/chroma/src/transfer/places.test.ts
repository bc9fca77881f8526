import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { useChroma } from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython } from "../test-python.fixture.js";
import { addJsonLines, importPlace } from "./index.js";

let python: TestPython;
beforeAll(async () => {
  python = await startTestPython();
});
afterAll(() => python.close());
const test = useChroma({ open: (directory) => openChroma(directory, { python }) });

describe("importPlace", () => {
  it("copies all collections of another directory, and brings them up to date when it is called again", async () => {
    const other = test.use(await openChroma(join(test.directory, "other"), { python }));
    // Chroma keeps vectors by cosine at length 1, and rounds the last bit when it does so again: these have it already.
    const configuration = { hnsw: { space: "cosine" } } as const;
    const notes = await other.createCollection({
      name: "notes",
      configuration,
      metadata: { topic: "ferries" },
    });
    await notes.add({
      ids: ["a", "b"],
      embeddings: [
        [1, 0],
        [0, 1],
      ],
      documents: ["one", "two"],
    });
    await other.createCollection({ name: "empty" });

    const copied = await importPlace(test.chroma, other);
    expect(Object.fromEntries(copied)).toEqual({ empty: 0, notes: 2 });
    const copy = await test.chroma.getCollection({ name: "notes" });
    expect(copy).toMatchObject({
      metadata: { topic: "ferries" },
      configuration: { hnsw: { space: "cosine" } },
    });
    await notes.upsert({
      ids: ["b", "c"],
      embeddings: [
        [0, 1],
        [-1, 0],
      ],
      documents: ["zwei", "three"],
    });
    await importPlace(test.chroma, other, { pageSize: 2 });
    expect(await copy.get({ include: ["documents", "embeddings"] })).toEqual(
      await notes.get({ include: ["documents", "embeddings"] }),
    );
  });
});

describe("addJsonLines", () => {
  it("adds what is a record, tells of each line that is none, and leaves or replaces what is there", async () => {
    const notes = await test.chroma.createCollection({ name: "notes" });
    await notes.add({ ids: ["a"], embeddings: [[1, 0]], documents: ["earlier"] });
    const lines = [
      '{"id":"a","embedding":[1,0],"document":"new"}\n{"id":"b"',
      ',"embedding":[0,1]}\nno json\n{"id":"c"}',
    ];
    const stream = async function* (): AsyncGenerator<string> {
      for (const chunk of lines) yield await Promise.resolve(chunk);
    };
    const bad: number[] = [];
    const outcome = await addJsonLines(notes, stream(), { onBadRecord: ({ line }) => bad.push(line) });
    expect([outcome, bad]).toEqual([{ added: 2, bad: 2 }, [3, 4]]);
    expect((await notes.get()).documents).toEqual(["earlier", null]);
    await addJsonLines(notes, stream(), { replaces: true });
    expect((await notes.get()).documents).toEqual(["new", null]);
  });
});
