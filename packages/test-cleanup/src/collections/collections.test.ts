import { describe, expect, it } from "@jest/globals";
import { RecordingLogger } from "../tear-down/recording-logger.js";
import { deleteCollections } from "./delete-collections.js";
import { MemoryStore } from "./memory-store.fixture.js";
import { recreateCollection } from "./recreate-collection.js";

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

describe("recreateCollection", () => {
  it("deletes what is there, with a record, and creates", async () => {
    const logger = new RecordingLogger();
    const store = new MemoryStore(["a"]);
    expect(await recreateCollection(store, "a", { logger })).toBe("a");
    expect(await recreateCollection(store, { name: "b" }, { logger })).toBe("b");
    expect(store.diary).toEqual(["delete a"]);
    expect(logger.records()).toMatchObject([{ level: "info", fields: { collection: "a" } }]);
  });

  it("deletes nothing when creating fails for another reason", async () => {
    const store = new MemoryStore(["a"]);
    store.createCollection = () => Promise.reject(new Error("the disk is full"));
    await expect(recreateCollection(store, "a")).rejects.toThrow("the disk is full");
    expect(store.diary).toEqual([]);
  });
});
