import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DatabaseSync } from "@photostructure/sqlite";
import { describeGraphStoreContract } from "../contract/describe-graph-store-contract.fixture.js";
import { sampleDocumentation, sampleGraph, sampleNode } from "../contract/sample-graph.fixture.js";
import { TO_EARLIER_VERSION } from "./earlier-versions.fixture.js";
import { SqliteGraphStore } from "./sqlite-graph-store.js";

describeGraphStoreContract("SqliteGraphStore in memory", () => SqliteGraphStore.open(":memory:"));

describe("SqliteGraphStore on a file", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-graph-"));
    file = join(folder, "graph.db");
  });
  afterEach(() => {
    chmodSync(folder, 0o755);
    rmSync(folder, { recursive: true, force: true });
  });

  let count = 0;
  describeGraphStoreContract("SqliteGraphStore on a file", () =>
    SqliteGraphStore.open(join(folder, `contract-${count++}.db`)),
  );

  it("has the place of its file, however that was named, and in memory one of its own", async () => {
    await using named = await SqliteGraphStore.open(file);
    await using roundabout = await SqliteGraphStore.open(relative(process.cwd(), file));
    expect([named.location, roundabout.location]).toEqual([file, file]);
    await using first = await SqliteGraphStore.open(":memory:");
    await using second = await SqliteGraphStore.open(":memory:");
    expect(first.location).not.toBe(second.location);
  });

  it("finds everything again after reopening", async () => {
    const first = await SqliteGraphStore.open(file);
    await first.applyChanges(sampleGraph);
    await first.close();
    const second = await SqliteGraphStore.open(file);
    expect(await second.readNodes({})).toEqual(sampleGraph.upsertNodes);
    await second.close();
  });

  it("reads the outline again after another connection has written, and only then", async () => {
    await using one = await SqliteGraphStore.open(file);
    await using other = await SqliteGraphStore.open(file);
    await other.applyChanges(sampleGraph);
    const first = await one.readOutline();
    expect(first).toHaveLength(sampleGraph.upsertNodes.length);
    expect(await one.readOutline()).toBe(first);
    await other.applyChanges({ upsertNodes: [sampleNode("later.py#run", "FUNCTION")] });
    expect((await one.readOutline()).map(({ id }) => id)).toContain("later.py#run");
  });

  it("counts again after it or another connection has written, and only then", async () => {
    await using one = await SqliteGraphStore.open(file);
    await using other = await SqliteGraphStore.open(file);
    await one.applyChanges(sampleGraph);
    const first = await one.readStatistics();
    expect(await one.readStatistics()).toBe(first);
    const node = sampleNode("later.py#run", "FUNCTION");
    await other.applyChanges({ upsertNodes: [node] });
    expect((await one.readStatistics()).nodes.FUNCTION).toBe(first.nodes.FUNCTION + 1);
    await one.applyChanges({ deleteNodeIds: [node.id] });
    expect(await one.readStatistics()).toEqual(first);
    const session = await other.openSession();
    expect((await one.readStatistics()).sessions).toBe(1);
    await session.close();
    expect(await one.readStatistics()).toEqual(first);
  });

  it("closes every file, so that only the database itself remains", async () => {
    const store = await SqliteGraphStore.open(file);
    await store.applyChanges(sampleGraph);
    await store.readNodes({});
    await store.close();
    expect(readdirSync(folder)).toEqual(["graph.db"]);
  });

  it("refuses a file that is no database and leaves it as it is", async () => {
    writeFileSync(file, "This is a text file and by no means a graph.\n".repeat(50));
    const before = readFileSync(file);
    await expect(SqliteGraphStore.open(file)).rejects.toMatchObject({ code: "GRAPH_DAMAGED" });
    expect(readFileSync(file)).toEqual(before);
  });

  it("refuses another program's database", async () => {
    const other = new DatabaseSync(file);
    other.exec("CREATE TABLE song (title TEXT)");
    other.close();
    await expect(SqliteGraphStore.open(file)).rejects.toThrow(/another program/);
  });

  it("reports damage inside the file when it meets it", async () => {
    const store = await SqliteGraphStore.open(file);
    const nodes = Array.from({ length: 2000 }, (_, index) => sampleNode(`f${index}.py`, "FILE"));
    await store.applyChanges({ upsertNodes: nodes });
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 8192, bytes.length);
    writeFileSync(file, bytes);
    const readDamaged = async () => {
      const damaged = await SqliteGraphStore.open(file);
      try {
        await damaged.readNodes({});
      } finally {
        await damaged.close();
      }
    };
    await expect(readDamaged()).rejects.toMatchObject({ code: "GRAPH_DAMAGED", advice: expect.any(String) });
  });

  it("refuses a graph of a newer version and says both versions", async () => {
    await (await SqliteGraphStore.open(file)).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 99");
    database.close();
    await expect(SqliteGraphStore.open(file)).rejects.toMatchObject({
      code: "GRAPH_TOO_NEW",
      foundVersion: 99,
      supportedVersion: 5,
    });
  });

  describe.each([1, 2] as const)("a graph of version %i", (version) => {
    it("is brought up to date, with all that it holds", async () => {
      const store = await SqliteGraphStore.open(file);
      await store.applyChanges(sampleGraph);
      await store.close();
      const database = new DatabaseSync(file);
      database.exec(TO_EARLIER_VERSION[version]);
      database.close();
      const upgraded = await SqliteGraphStore.open(file);
      expect(await upgraded.readNodes({})).toHaveLength(6);
      expect(await upgraded.readLlmCalls({ callKeys: ["asked"] })).toMatchObject([
        { outcome: "unknown", unknownAttempts: 0 },
      ]);
      expect(await upgraded.readLlmCalls({ callKeys: ["answered"] })).toMatchObject([
        { nodeId: "b.py", outcome: "answered", result: { text: "b", costUsd: 0.5, finishedAtMs: 3 } },
      ]);
      await upgraded.close();
      await (await SqliteGraphStore.open(file)).close();
    });
  });

  it("of version 4 is brought up to date, and its texts and answers say nothing of what they stand on", async () => {
    const store = await SqliteGraphStore.open(file);
    await store.applyChanges(sampleGraph);
    const session = await store.openSession();
    await session.record({ documentation: [sampleDocumentation("a.py")] });
    await session.close();
    await store.close();
    const database = new DatabaseSync(file);
    database.exec(TO_EARLIER_VERSION[4]);
    database.close();
    const upgraded = await SqliteGraphStore.open(file);
    const [before] = await upgraded.readDocumentation({});
    expect({ ...before, grounding: "grounding of a.py" }).toEqual(sampleDocumentation("a.py"));
    expect(before).not.toHaveProperty("grounding");
    const later = await upgraded.openSession();
    await later.record({ documentation: [sampleDocumentation("a.py")] });
    await later.close();
    expect(await upgraded.readDocumentation({})).toEqual([sampleDocumentation("a.py")]);
    await upgraded.close();
  });

  it("says that the place can't be written", async () => {
    await expect(SqliteGraphStore.open(join(folder, "missing", "graph.db"))).rejects.toMatchObject({
      code: "GRAPH_NOT_WRITABLE",
    });
  });

  it("waits for another connection's write lock without blocking the event loop, then gives up in time", async () => {
    const store = await SqliteGraphStore.open(file);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const late = store.applyChanges({ upsertNodes: [sampleNode("late.py", "FILE")] }, { timeoutMs: 50 });
    await expect(late).rejects.toMatchObject({ retryable: true });
    const patient = store.applyChanges(sampleGraph);
    setImmediate(() => {
      other.exec("COMMIT");
      other.close();
    });
    await patient;
    expect(await store.readNodes({})).toHaveLength(6);
    await store.close();
  });

  it("takes writes of several stores on one file at the same time", async () => {
    const stores = await Promise.all([1, 2, 3].map(() => SqliteGraphStore.open(file)));
    await Promise.all(
      stores.map((store, owner) =>
        Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            store.applyChanges({ upsertNodes: [sampleNode(`${owner}/${index}.py`, "FILE")] }),
          ),
        ),
      ),
    );
    expect(await stores[0]?.readNodes({})).toHaveLength(60);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("sweeps the session of a process that ended", async () => {
    const script = "process.stdout.write(String(process.pid))";
    const pid = Number(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
    const { currentProcessIdentity } = await import("../session/process-identity.js");
    const store = await SqliteGraphStore.open(file);
    await store.openSession({ sessionId: "ended", holder: { ...currentProcessIdentity(), pid } });
    expect(await store.sweepSessions()).toEqual(["ended"]);
    await store.close();
  });
});
