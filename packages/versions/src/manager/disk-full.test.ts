import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../../tests/processes/disk-full.mjs", import.meta.url));

/** What came of one operation on a full disk, and of the same again when there was room. */
interface Outcome {
  readonly operation: string;
  readonly disk: string;
  readonly failure?: { readonly code?: string; readonly message: string; readonly advice?: string };
  /** The next opening, when there was room again, found branches and documents as they were before. */
  readonly isUnchanged: boolean;
  /** After the next opening no record was wrong and no vector another one. */
  readonly isSound: boolean;
  readonly recovery: string | null;
  readonly again: string;
  readonly isEqual: boolean;
}

const unchanged = { isUnchanged: true };
const finished = { recovery: expect.any(String) };

/** The operation, whose disk is full, the error, and whether all is as before afterwards or was finished by the next opening. */
const cells = [
  ["commit", "repository", "REPOSITORY_FULL", unchanged],
  ["commit", "working-copy", "WORKING_COPY_FULL", finished],
  ["switch", "working-copy", "WORKING_COPY_FULL", finished],
  ["push", "remote", "REPOSITORY_FULL", unchanged],
  ["merge", "repository", "REPOSITORY_FULL", unchanged],
  ["merge", "working-copy", "WORKING_COPY_FULL", finished],
  ["reset", "working-copy", "WORKING_COPY_FULL", finished],
  ["pull", "repository", "REPOSITORY_FULL", unchanged],
  ["pull", "working-copy", "WORKING_COPY_FULL", finished],
  ["clone", "repository", "REPOSITORY_FULL", unchanged],
  ["clone", "working-copy", "WORKING_COPY_FULL", unchanged],
] as const;

describe.each(["doltlite", "dolt"])("a full disk, with %s", (kind) => {
  let directory: string;
  let outcomes: readonly Outcome[];
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "disk-full-"));
    const task = JSON.stringify({ directory, kind, megabytes: kind === "dolt" ? 128 : 48 });
    // Only root may mount; another user can be root in a namespace of its own.
    const asRoot = process.getuid?.() === 0 ? [] : ["--map-root-user"];
    const { stdout } = await run("unshare", ["--mount", ...asRoot, process.execPath, script, task]);
    outcomes = JSON.parse(stdout) as Outcome[];
  }, 180_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it.each(cells)(
    "is a typed error of %s, of the disk of the %s, and the same again works when there is room",
    (operation, disk, code, afterwards) => {
      const outcome = outcomes.find((each) => each.operation === operation && each.disk === disk);
      expect(outcome).toMatchObject({
        failure: { code, advice: expect.stringContaining("Free some space") },
        isSound: true,
        again: "done",
        isEqual: true,
        ...afterwards,
      });
    },
  );
});
