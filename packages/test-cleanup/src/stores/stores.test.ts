import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { MemoryStore } from "../collections/memory-store.fixture.js";
import { createIsolatedDirectory } from "../isolation/isolated-directory.js";
import { RecordingLogger } from "../tear-down/recording-logger.js";
import { createIsolatedChroma } from "./create-isolated-chroma.js";
import { createIsolatedGraph } from "./create-isolated-graph.js";
import { createIsolatedRepository } from "./create-isolated-repository.js";
import { useChroma } from "./use-chroma.js";
import { useGraph } from "./use-graph.js";
import { useRepository } from "./use-repository.js";

/** A graph that keeps ids only. */
class MemoryGraph {
  readonly diary: string[] = [];
  readonly nodes: Set<string>;
  sessions = 0;

  constructor(...nodes: string[]) {
    this.nodes = new Set(nodes);
  }

  readStatistics = () => Promise.resolve({ sessions: this.sessions });
  readNodes = () => Promise.resolve([...this.nodes].map((id) => ({ id })));
  applyChanges = ({ deleteNodeIds }: { readonly deleteNodeIds: readonly string[] }) => {
    for (const id of deleteNodeIds) this.nodes.delete(id);
    return Promise.resolve();
  };
  close = () => Promise.resolve(void this.diary.push(`closed with ${this.nodes.size} nodes`));
}

describe("createIsolatedChroma", () => {
  it("opens below a directory of its own and removes it after collections and services", async () => {
    const store = new MemoryStore(["made", "default"]);
    let dataDirectory = "";
    const test = await createIsolatedChroma({
      open(directory) {
        dataDirectory = directory;
        return Promise.resolve(store);
      },
    });
    expect(dirname(dataDirectory)).toBe(test.directory);
    expect(existsSync(test.directory)).toBe(true);
    expect(test.uniqueName("notes")).toMatch(/^notes_\d{14}_/u);
    test.use({ close: () => Promise.resolve(void store.diary.push("service")) });
    expect(await test.close()).toEqual([]);
    expect(await test.close()).toEqual([]);
    expect(store.diary).toEqual(["delete made", "close", "service"]);
    expect(existsSync(test.directory)).toBe(false);
  });

  it("leaves all data where clean-up is off, and only closes", async () => {
    const store = new MemoryStore(["made"]);
    await using directory = await createIsolatedDirectory();
    const fixedDirectory = directory.path;
    const test = await createIsolatedChroma({
      open: () => Promise.resolve(store),
      fixedDirectory,
      cleanUp: false,
    });
    await test.close();
    expect(store.diary).toEqual(["close"]);
    expect(existsSync(fixedDirectory)).toBe(true);
  });

  it("removes the directory when opening fails, and lets the reason through", async () => {
    let opened = "";
    const opening = createIsolatedChroma({
      open(directory): Promise<MemoryStore> {
        opened = directory;
        return Promise.reject(new Error("no Chroma here"));
      },
    });
    await expect(opening).rejects.toThrow("no Chroma here");
    expect(existsSync(dirname(opened))).toBe(false);
  });

  it("warns of a store that can't be closed", async () => {
    const store = new MemoryStore([]);
    store.close = () => Promise.reject(new Error("stuck"));
    const logger = new RecordingLogger();
    const test = await createIsolatedChroma({ open: () => Promise.resolve(store), logger });
    expect(await test.close()).toEqual(["close the store: Error: stuck"]);
    expect(logger.records("warn")).toHaveLength(1);
    expect(existsSync(test.directory)).toBe(false);
  });
});

describe("createIsolatedGraph", () => {
  it("empties a shared graph before and after, and warns of sessions that are still open", async () => {
    const graph = new MemoryGraph("another's");
    const logger = new RecordingLogger();
    const test = await createIsolatedGraph({
      open: () => Promise.resolve(graph),
      deletesNodes: true,
      logger,
    });
    expect(graph.nodes.size).toBe(0);
    graph.nodes.add("mine");
    graph.sessions = 1;
    expect(await test.close()).toEqual([
      "look for open processing sessions: Error: 1 processing sessions are still open",
    ]);
    expect(graph.diary).toEqual(["closed with 0 nodes"]);
  });

  it("deletes no node unless told so", async () => {
    const graph = new MemoryGraph("another's");
    const test = await createIsolatedGraph({ open: () => Promise.resolve(graph) });
    await test.close();
    expect(graph.diary).toEqual(["closed with 1 nodes"]);
  });
});

describe("createIsolatedRepository", () => {
  const open = () => Promise.resolve({ close: () => Promise.resolve() });

  it("has a file, and remotes that no two tests share", async () => {
    await using test = await createIsolatedRepository({ open });
    expect(dirname(test.location)).toBe(test.directory);
    expect(test.newRemoteUrl()).toMatch(/^file:\/\/.*\/remotes\/remote_/u);
    expect(test.newRemoteUrl()).not.toBe(test.newRemoteUrl());
  });

  it("has a database of its own on a server, dropped after the repository was closed", async () => {
    const diary: string[] = [];
    const test = await createIsolatedRepository({
      open: (location) =>
        Promise.resolve({ close: () => Promise.resolve(void diary.push(`close ${basename(location)}`)) }),
      server: { urlOf: (database) => `mysql://127.0.0.1/${database}` },
      dropDatabase: (database) => Promise.resolve(void diary.push(`drop ${database}`)),
    });
    const database = basename(test.location);
    await test.close();
    expect(diary).toEqual([`close ${database}`, `drop ${database}`]);
  });
});

describe("the hooks", () => {
  const stores: MemoryStore[] = [];
  const chroma = useChroma({
    open() {
      const store = new MemoryStore(["made by the test", "default"]);
      stores.push(store);
      return Promise.resolve(store);
    },
  });
  const graph = useGraph({ open: () => Promise.resolve(new MemoryGraph()) });
  const repository = useRepository({ open: () => Promise.resolve({ close: () => Promise.resolve() }) });
  let former = "";

  it("give a test its own stores and directories", () => {
    expect(chroma.chroma).toBe(stores[0]);
    former = chroma.directory;
    expect(new Set([former, graph.directory, repository.directory]).size).toBe(3);
    expect([former, graph.directory, repository.directory].every((path) => existsSync(path))).toBe(true);
  });

  it("have undone the test before", () => {
    expect(stores[0]?.names).toEqual(["default"]);
    expect(stores[0]?.diary).toEqual(["delete made by the test", "close"]);
    expect(existsSync(former)).toBe(false);
    expect(chroma.directory).not.toBe(former);
  });
});
