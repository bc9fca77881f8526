import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import type { DocumentSummary } from "@stemma/pipeline";
import { writeSourceForest } from "./source-forest.fixture.js";

const stemma = join(
  dirname(createRequire(__filename).resolve("@stemma/cli/package.json")),
  "bin",
  "stemma.js",
);
const fileCount = 30;
// Files, their ten functions each, and the root folder.
const nodeCount = fileCount * 11 + 1;

function startDocument(root: string, stateDir: string): ReturnType<typeof spawn> {
  return spawn(process.execPath, [stemma, "document", root, "--state-dir", stateDir, "--json"], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Runs to the end and gives what the command printed. */
async function finishDocument(root: string, stateDir: string): Promise<DocumentSummary> {
  const child = startDocument(root, stateDir);
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code).toBe(0);
  return JSON.parse(output) as DocumentSummary;
}

/** Points in the time of a run; more by STEMMA_KILLS: `nx kills stemma`. */
const kills = Number(process.env["STEMMA_KILLS"] ?? 3);
/** From loading Python to writing vectors: the phases of a run, wherever they fall on this machine. */
const shares = Array.from({ length: kills }, (_, index) => 0.15 + (0.75 * (index + 0.5)) / kills);

describe("kill -9 while a tree is documented", () => {
  let base: string;
  let root: string;
  let wholeRunMs: number;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-kill-"));
    root = join(base, "tree");
    await writeSourceForest(root, fileCount);
    const startedAt = performance.now();
    await finishDocument(root, join(base, "undisturbed"));
    wholeRunMs = performance.now() - startedAt;
  }, 300_000);
  afterAll(async () => {
    await rm(base, { recursive: true });
  });

  it.each(shares)(
    "at %d of its time: the same command finishes the rest",
    async (share) => {
      const stateDir = join(base, `killed-at-${share}`);
      const child = startDocument(root, stateDir);
      const gone = new Promise((resolve) => child.on("close", resolve));
      const timer = setTimeout(() => child.kill("SIGKILL"), wholeRunMs * share);
      await gone;
      clearTimeout(timer);

      const before = await countDocumented(stateDir);
      const summary = await finishDocument(root, stateDir);
      expect(summary.documentation).toEqual({
        documented: nodeCount - before,
        reused: before,
        restored: 0,
        ofPeople: { kept: [], removed: [], merged: [], stale: [] },
        failed: [],
      });
      expect(summary.index.written + summary.index.unchanged).toBe(nodeCount);

      const graph = await SqliteGraphStore.open(join(stateDir, "graph.sqlite"));
      const statistics = await graph.readStatistics();
      await graph.close();
      expect(statistics).toMatchObject({ documented: nodeCount, sessions: 0, processingStates: 0 });
      const again = await finishDocument(root, stateDir);
      expect(again.documentation.documented + again.index.written).toBe(0);
    },
    300_000,
  );
});

/** Nodes whose documentation the killed run had finished. */
async function countDocumented(stateDir: string): Promise<number> {
  try {
    const graph = await SqliteGraphStore.open(join(stateDir, "graph.sqlite"));
    const { documented } = await graph.readStatistics();
    await graph.close();
    return documented;
  } catch {
    // Killed before there was a place for it.
    return 0;
  }
}
