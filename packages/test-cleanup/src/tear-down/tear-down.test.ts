import { existsSync } from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { MemoryStore } from "../collections/memory-store.fixture.js";
import { createIsolatedDirectory } from "../isolation/isolated-directory.js";
import { RecordingLogger } from "./recording-logger.js";
import { tearDown } from "./tear-down.js";

describe("tearDown", () => {
  it("goes collections, stores, services from the last to the first, directory", async () => {
    const directory = await createIsolatedDirectory();
    await writeFile(join(directory.path, "file"), "");
    const store = new MemoryStore(["a"]);
    const service = (name: string) => ({
      close: () => Promise.resolve(void store.diary.push(`${name}, directory ${existsSync(directory.path)}`)),
    });
    const services = [service("first"), service("second")];
    expect(await tearDown({ stores: [store], services, directory })).toEqual([]);
    expect(store.diary).toEqual(["delete a", "close", "second, directory true", "first, directory true"]);
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
    const service = {
      close: () => {
        throw new Error("thrown at once");
      },
    };
    const directory = { path: "/nowhere", remove: () => Promise.resolve(void removed.push("directory")) };
    const request = { stores: [store], services: [service], directory, logger, stepTimeoutMs: 20 };
    expect(await tearDown(request)).toEqual([
      "delete collections: TimeoutError: delete collections did not finish within 20 ms",
      "close the store: Error: won't close",
      "close the service: Error: thrown at once",
    ]);
    expect(logger.records("warn")).toHaveLength(3);
    expect(removed).toEqual(["directory"]);
  });

  it("tells which files are open and left where the directory can't be removed", async () => {
    await using parent = await createIsolatedDirectory();
    const file = await open(join(parent.path, "held"), "w");
    const logger = new RecordingLogger();
    const directory = { path: parent.path, remove: () => Promise.reject(new Error("EBUSY")) };
    await tearDown({ directory, logger });
    await file.close();
    expect(logger.records("warn")).toMatchObject([
      {
        fields: {
          step: `remove ${parent.path}`,
          reason: "Error: EBUSY",
          diagnostics: { openFiles: [join(parent.path, "held")], left: ["held"] },
        },
      },
    ]);
  });

  it("shows its warnings on stderr when it is given no logger", async () => {
    const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    await tearDown({ services: [{ close: () => Promise.reject(new Error("won't")) }] });
    const written = write.mock.calls.map(([text]) => text);
    write.mockRestore();
    expect(written).toEqual([expect.stringMatching(/^warning: Clean-up .*"reason":"Error: won't"/u)]);
  });
});
