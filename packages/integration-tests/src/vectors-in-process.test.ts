import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, SearchResult } from "@stemma/pipeline";
import { writeSourceForest } from "./source-forest.fixture.js";

const script = join(__dirname, "..", "scripts", "observed-run.mjs");
const canCutNetwork = spawnSync("unshare", ["--net", "true"]).status === 0;

interface Observation {
  readonly summary: DocumentSummary;
  readonly results: readonly SearchResult[];
  /** Calls into the interpreter by function. */
  readonly callsOfDocument: Readonly<Record<string, number>>;
  readonly callsInAll: Readonly<Record<string, number>>;
  readonly seenByNode: readonly string[];
  readonly seenByPython: readonly string[];
}

describe(`vectors are made in this process${canCutNetwork ? ", with the network cut" : " (the system does not let us cut the network)"}`, () => {
  let root: string;
  let observed: Observation;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-offline-"));
    await writeSourceForest(root, 3);
    const command = [process.execPath, script, root, "what deals with bills"];
    const [file, ...args] = canCutNetwork ? ["unshare", "--net", ...command] : command;
    const { stdout } = await promisify(execFile)(file!, args, { env: { ...process.env, NODE_OPTIONS: "" } });
    observed = JSON.parse(stdout) as Observation;
  }, 120_000);
  afterAll(async () => {
    await rm(root, { recursive: true });
  });

  it("every node has a vector, and the search finds by meaning", () => {
    expect(observed.summary.index).toMatchObject({ written: 34, embedded: 34 });
    expect(observed.results.map(({ documentation }) => documentation).join()).toContain("invoice");
  });

  it("they came through calls into the embedded interpreter", () => {
    const { callsOfDocument, callsInAll } = observed;
    expect(callsOfDocument["embed_passages"]).toBeGreaterThanOrEqual(1);
    expect(callsOfDocument["upsert"]).toBeGreaterThanOrEqual(1);
    expect(callsInAll["embed_passages"]).toBe((callsOfDocument["embed_passages"] ?? 0) + 1);
    // The first stage chooses and the model compares: the collection is not asked.
    expect(callsInAll["query"]).toBeUndefined();
  });

  it("no child process and no socket, on either side", () => {
    // The commit of the index asks git for its branch and author, and lets it start nothing of the repository's.
    const isHarmlessGit =
      /^(?:\/\S+)?\/git --no-optional-locks .*-c core\.fsmonitor=false -c core\.hooksPath=\/dev\/null /u;
    expect(observed.seenByNode.filter((command) => !isHarmlessGit.test(command))).toEqual([]);
    expect(observed.seenByPython).toEqual([]);
  });
});
