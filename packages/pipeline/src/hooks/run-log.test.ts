import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { logRun, readRuns } from "./run-log.js";

it("keeps the newest runs in a private file that does not grow, past lines that are cut", async () => {
  const directory = mkdtempSync(join(tmpdir(), "stemma-run-log-"));
  try {
    const file = join(directory, "hooks.log");
    const run = { event: "post-commit", outcome: "documented", words: "x".repeat(300), tookMs: 1 } as const;
    for (let at = 0; at < 1_000; at++) await logRun({ directory }, { ...run, at: String(at) });
    expect(statSync(file).size).toBeLessThan(70_000);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    appendFileSync(file, '{"at":"cut');
    expect((await readRuns({ directory }, 2)).map(({ at }) => at)).toEqual(["999", "998"]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
