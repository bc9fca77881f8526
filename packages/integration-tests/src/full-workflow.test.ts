import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, runScript } from "@stemma/test-cleanup";

const script = fileURLToPath(new URL("../scripts/full-workflow.mjs", import.meta.url));
const limitMs = 240_000;

interface Report {
  readonly runs: readonly unknown[];
  readonly leaks: string | null;
  /** What is in the fixed directory afterwards. */
  readonly data: readonly string[];
}

async function runWorkflows(...args: string[]): Promise<Report> {
  const { code, stdout, stderr } = await runScript(script, args, { timeoutMs: limitMs });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Report;
}

/** Passed, its collection deleted by the log and gone from the listing, and no trouble in that. */
const passed = { failure: null, warnings: [], deletions: ["integrationTest"], left: [] };
const fiveTimes = Array.from({ length: 5 }, () => passed);

describe("the full workflow of collections and their history", () => {
  it(
    "passes five times in a row in one process, each in a directory of its own",
    async () => {
      expect(await runWorkflows("--runs=5")).toEqual({ runs: fiveTimes, leaks: null, data: [] });
    },
    limitMs,
  );

  it(
    "passes five times in one process and in five processes, all in one directory with one collection name",
    async () => {
      await using directory = await createIsolatedDirectory();
      const place = `--directory=${directory.path}`;
      const data = ["chroma-data"];
      expect(await runWorkflows("--runs=5", place)).toEqual({ runs: fiveTimes, leaks: null, data });
      for (let process = 1; process <= 5; process += 1)
        expect(await runWorkflows(place)).toEqual({ runs: [passed], leaks: null, data });
    },
    limitMs,
  );

  it(
    "fails in the second run without clean-up, because the collection exists already",
    async () => {
      await using directory = await createIsolatedDirectory();
      const { runs } = await runWorkflows("--runs=2", "--no-clean-up", `--directory=${directory.path}`);
      const left = ["integrationTest"];
      expect(runs).toEqual([
        { failure: null, warnings: [], deletions: [], left },
        {
          failure: expect.objectContaining({ code: "COLLECTION_EXISTS" }),
          warnings: [],
          deletions: [],
          left,
        },
      ]);
    },
    limitMs,
  );
});
