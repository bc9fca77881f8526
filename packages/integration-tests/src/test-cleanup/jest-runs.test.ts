import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, runScript, type ScriptEnding } from "@stemma/test-cleanup";

const directory = fileURLToPath(new URL("./jest-runs", import.meta.url));
const jestProgram = createRequire(__filename).resolve("jest/bin/jest");
const limitMs = 180_000;

function runJest(cases: string, environment: NodeJS.ProcessEnv = {}): Promise<ScriptEnding> {
  const config = join(directory, "jest.config.cjs");
  return runScript(jestProgram, ["--config", config, "--maxWorkers=2", "--verbose", cases], {
    environment: { FORCE_COLOR: "0", ...environment },
  });
}

describe("a jest run", () => {
  it(
    "fails with the test's own failure and no other, though clean-up goes wrong and takes longer than a test may",
    async () => {
      const { code, stderr } = await runJest("failing");
      expect(code).toBe(1);
      expect(stderr).toContain('Expected: "the test\'s own failure"');
      expect(stderr).toMatch(/Tests: +1 failed, 1 passed, 2 total/u);
      expect(stderr.match(/^ {2}● /gmu)).toHaveLength(1);
      const warnings = stderr.match(/warning: Clean-up of the test is incomplete .*/gu);
      expect(warnings).toHaveLength(4);
      expect(warnings?.[0]).toContain("the store has lost its list");
      expect(warnings?.[1]).toContain("close the store did not finish within 700 ms");
    },
    limitMs,
  );

  it(
    "keeps test files apart that run at the same time and use one collection name",
    async () => {
      await using meetingPlace = await createIsolatedDirectory();
      const { code, stderr } = await runJest("parallel", { STEMMA_MEETING_PLACE: meetingPlace.path });
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringContaining("2 passed, 2 total"),
      });
    },
    limitMs,
  );
});
