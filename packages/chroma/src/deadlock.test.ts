import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, expectNoLeaks, type IsolatedDirectory } from "@stemma/test-cleanup";
import type { ChromaService } from "./api/chroma-service.js";
import { openChroma } from "./open-chroma.js";
import { startTestPython, type TestPython } from "./test-python.fixture.js";

/** The deadlock and saturation tests of the .NET original, by their meaning. Their limits guard against hangs. */
describe("many services and tasks on one Python", () => {
  let python: TestPython;
  let directory: IsolatedDirectory;

  beforeAll(async () => {
    python = await startTestPython();
  });
  afterAll(() => python.close());
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
  });
  afterEach(async () => {
    expect(python.stats().queued).toBe(0);
    await expectNoLeaks({ directory: directory.path });
    await directory.remove();
  });

  function open(name: string): Promise<ChromaService> {
    return openChroma(join(directory.path, name), { python });
  }

  it("services on one path and on two are created at once, stopped and started again, three times", async () => {
    for (let round = 0; round < 3; round += 1) {
      const services = await Promise.all(["a", "a", "a", "b"].map(open));
      expect(await Promise.all(services.map((service) => service.countCollections()))).toEqual([0, 0, 0, 0]);
      await Promise.all(services.map((service) => service.close()));
    }
  }, 30_000);

  it("five services one after the other", async () => {
    for (let round = 0; round < 5; round += 1) await (await open("one")).close();
    expect(python.stats().queued).toBe(0);
  }, 25_000);

  it("three services at once, on one path and on their own", async () => {
    const services = await Promise.all(["shared", "shared", "alone"].map(open));
    const created = await Promise.all(
      services.map((service, index) => service.createCollection({ name: `collection-${index}` })),
    );
    expect(await Promise.all(created.map((collection) => collection.count()))).toEqual([0, 0, 0]);
    await Promise.all(services.map((service) => service.close()));
  }, 15_000);

  it("create and delete, three times", async () => {
    const chroma = await open("cycle");
    for (let round = 0; round < 3; round += 1) {
      await chroma.createCollection({ name: "cycle" });
      await chroma.deleteCollection({ name: "cycle" });
    }
    expect(await chroma.countCollections()).toBe(0);
    await chroma.close();
  }, 10_000);

  it("fifteen tasks of two reads each", async () => {
    const chroma = await open("reads");
    const notes = await chroma.createCollection({ name: "notes" });
    const task = async (): Promise<number[]> => [
      await notes.count(),
      (await chroma.listCollections()).length,
    ];
    const answers = await Promise.all(Array.from({ length: 15 }, task));
    expect(answers).toEqual(Array.from({ length: 15 }, () => [0, 1]));
    await chroma.close();
  }, 10_000);

  it("a flood of 25 operations waits in the queue and drains", async () => {
    const chroma = await open("flood");
    const notes = await chroma.createCollection({ name: "notes" });
    const flood = Array.from({ length: 25 }, (_value, index) =>
      notes.upsert({ ids: [`id${index}`], embeddings: [[index, 1]] }),
    );
    let [longest, isOver] = [0, false];
    const watchQueue = async (): Promise<void> => {
      for (; !isOver; await new Promise((resolve) => setImmediate(resolve))) {
        longest = Math.max(longest, python.stats().queued);
      }
    };
    const watching = watchQueue();
    await Promise.all(flood);
    isOver = true;
    await watching;
    expect(longest).toBeGreaterThan(1);
    expect(longest).toBeLessThanOrEqual(30);
    expect(python.stats().queued).toBeLessThanOrEqual(10);
    expect(await notes.count()).toBe(25);
    await chroma.close();
  }, 15_000);

  it("closing while calls are under way lets them finish and settles every one", async () => {
    const chroma = await open("closing");
    const notes = await chroma.createCollection({ name: "notes" });
    const writes = Array.from({ length: 10 }, (_value, index) =>
      notes.upsert({ ids: [`id${index}`], embeddings: [[index, 1]] }),
    );
    const closing = chroma.close();
    const outcomes = await Promise.allSettled(writes);
    await closing;
    const again = await open("closing");
    const written = await (await again.getCollection({ name: "notes" })).count();
    expect(written).toBe(outcomes.filter(({ status }) => status === "fulfilled").length);
    await again.close();
  });
});
