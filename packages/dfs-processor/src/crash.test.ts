import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { sessionResidue, writeGraph } from "./testing/graphs.fixture.js";
import { turns } from "./testing/recording-provider.fixture.js";

const WORKERS = 4;
const LEAVES = 200;

describe("a process that is killed in mid-session", () => {
  let folder: string;
  let graphFile: string;
  let callsFile: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "stemma-crash-"));
    graphFile = join(folder, "graph.db");
    callsFile = join(folder, "calls");
    const graph = await SqliteGraphStore.open(graphFile);
    await writeGraph(
      graph,
      Array.from({ length: LEAVES }, (_, index) => `top CONTAINS leaf${index}`),
    );
    await graph.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const madeCalls = () =>
    existsSync(callsFile) ? readFileSync(callsFile, "utf8").split("\n").slice(0, -1) : [];

  function start(): ChildProcess {
    const hook = join(__dirname, "testing/run-typescript.cjs");
    const child = join(__dirname, "testing/document-in-child.fixture.ts");
    const flags = ["--conditions", "@stemma/source", hook, child];
    return spawn(process.execPath, [...flags, graphFile, callsFile, String(WORKERS)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
  }

  async function killAfter(calls: number): Promise<void> {
    const child = start();
    const exited = once(child, "exit");
    while (madeCalls().length < calls && child.exitCode === null) await turns(1);
    child.kill("SIGKILL");
    expect(await exited).toEqual([null, "SIGKILL"]);
  }

  async function documentedIds(): Promise<string[]> {
    const graph = await SqliteGraphStore.open(graphFile);
    const ids = (await graph.readDocumentation({})).map((entry) => entry.nodeId);
    await graph.close();
    return ids;
  }

  it("is finished by the next run, with nothing paid twice but what was under way, and without residue", async () => {
    const kills = [3, 60, 130];
    const finishedBefore: { ids: string[]; callsSoFar: number }[] = [];
    for (const calls of kills) {
      await killAfter(calls);
      finishedBefore.push({ ids: await documentedIds(), callsSoFar: madeCalls().length });
    }
    const last = start();
    let output = "";
    last.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    expect(await once(last, "close")).toEqual([0, null]);

    const { counts, calls } = JSON.parse(output) as {
      counts: Record<string, number>;
      calls: Record<string, number>;
    };
    expect(counts).toMatchObject({ total: LEAVES + 1, failed: 0 });
    expect((counts["documented"] ?? 0) + (counts["reused"] ?? 0)).toBe(LEAVES + 1);
    // What a killed run had under way is known to be of unknown outcome.
    expect(calls["unknown"]).toBeLessThanOrEqual(kills.length * WORKERS);

    const all = madeCalls();
    expect(new Set(all).size).toBe(LEAVES + 1);
    expect(all.length).toBeLessThanOrEqual(LEAVES + 1 + kills.length * WORKERS);
    for (const { ids, callsSoFar } of finishedBefore) {
      const later = new Set(all.slice(callsSoFar));
      expect(ids.filter((id) => later.has(id))).toEqual([]);
    }
    expect(finishedBefore.at(-1)?.ids.length).toBeGreaterThan(50);

    const graph = await SqliteGraphStore.open(graphFile);
    expect(await sessionResidue(graph)).toBe(0);
    expect(await graph.readNodes({})).toHaveLength(LEAVES + 1);
    await graph.close();
  });
});
