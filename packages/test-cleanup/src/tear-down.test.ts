import { existsSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import {
  createIsolatedDirectory,
  deleteCollections,
  expectNoLeaks,
  RecordingLogger,
  recreateCollection,
  tearDown,
  uniqueName,
  useChroma,
} from "./index.js";
import { MemoryStore } from "./memory-store.fixture.js";

describe("deleteCollections", () => {
  it("deletes all but those to keep, over all pages, and logs each", async () => {
    const logger = new RecordingLogger();
    const store = new MemoryStore(["default", "a", "b", "c", "d"]);
    expect((await deleteCollections(store, { logger })).sort()).toEqual(["a", "b", "c", "d"]);
    expect(store.names).toEqual(["default"]);
    const named = logger.records("info").map(({ fields }) => fields.collection);
    expect(named.filter(Boolean).sort()).toEqual(["a", "b", "c", "d"]);
  });

  it("warns of one that stays and goes on with the others", async () => {
    const logger = new RecordingLogger();
    const store = new MemoryStore(["a", "b", "c"], 10);
    store.undeletable.add("a");
    expect(await deleteCollections(store, { logger })).toEqual(["b", "c"]);
    expect(logger.records("warn")).toMatchObject([
      { fields: { collection: "a", reason: "Error: a is stuck" } },
    ]);
  });
});

describe("tearDown", () => {
  it("goes collections, stores, services, directory", async () => {
    const directory = await createIsolatedDirectory();
    await writeFile(join(directory.path, "file"), "");
    const store = new MemoryStore(["a"]);
    const service = {
      close: () =>
        Promise.resolve(void store.diary.push(`service closed, directory ${existsSync(directory.path)}`)),
    };
    expect(await tearDown({ stores: [store], services: [service], directory })).toEqual([]);
    expect(store.diary).toEqual(["delete a", "close", "service closed, directory true"]);
    expect(existsSync(directory.path)).toBe(false);
  });

  it("warns instead of failing, and does the later steps all the same", async () => {
    const logger = new RecordingLogger();
    const removed: string[] = [];
    const store = {
      listCollections: () => new Promise<never>(() => undefined),
      deleteCollection: () => Promise.resolve(),
      close: () => Promise.reject(new Error("won't close")),
    };
    const directory = { path: "/nowhere", remove: () => Promise.resolve(void removed.push("directory")) };
    const warnings = await tearDown({ stores: [store], directory, logger, stepTimeoutMs: 20 });
    expect(warnings).toEqual([
      "delete collections: TimeoutError: delete collections did not finish within 20 ms",
      "close the store: Error: won't close",
    ]);
    expect(logger.records("warn")).toHaveLength(2);
    expect(removed).toEqual(["directory"]);
  });
});

describe("recreateCollection", () => {
  it("deletes what is there, with a record, and creates", async () => {
    const logger = new RecordingLogger();
    const store = new MemoryStore(["a"]);
    expect(await recreateCollection(store, "a", { logger })).toBe("a");
    expect(await recreateCollection(store, "b", { logger })).toBe("b");
    expect(store.diary).toEqual(["delete a"]);
    expect(logger.records()).toHaveLength(1);
  });
});

describe("uniqueName", () => {
  it("has the time and an id", () => {
    expect(uniqueName("notes")).toMatch(/^notes_20\d{12}_[0-9a-f]{8}$/u);
    expect(uniqueName("notes")).not.toBe(uniqueName("notes"));
  });
});

describe("expectNoLeaks", () => {
  it("names open files and counts that are not 0", async () => {
    await using directory = await createIsolatedDirectory();
    const file = await open(join(directory.path, "held"), "w");
    const check = { directory: directory.path, counts: { clients: () => 2 } };
    await expect(expectNoLeaks(check)).rejects.toThrow(/held\n {2}2 clients/u);
    await file.close();
    await expectNoLeaks({ directory: directory.path, counts: { clients: () => 0 } });
  });
});

describe("useChroma", () => {
  const stores: MemoryStore[] = [];
  const directories: string[] = [];
  const test = useChroma({
    open(directory) {
      directories.push(directory);
      const store = new MemoryStore(["made by the test", "default"]);
      stores.push(store);
      return Promise.resolve(store);
    },
  });

  it("gives a test its own store and directory", () => {
    expect(test.chroma).toBe(stores[0]);
    expect(existsSync(test.directory)).toBe(true);
  });

  it("has undone the test before", () => {
    expect(stores[0]?.names).toEqual(["default"]);
    expect(stores[0]?.diary).toEqual(["delete made by the test", "close"]);
    expect(existsSync(directories[0] ?? "")).toBe(false);
    expect(test.directory).not.toBe(directories[0]);
  });
});
