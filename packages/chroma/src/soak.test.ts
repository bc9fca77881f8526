import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { runScript } from "@stemma/test-cleanup";

const script = fileURLToPath(new URL("../tests/soak/main.mjs", import.meta.url));
const limitMs = 120_000;

interface Report {
  readonly surprises: readonly string[];
  readonly faults: Readonly<Record<string, number>>;
}

describe("full workflows and random faults in one process", () => {
  it(
    "leave nothing pending, open or running; `nx soak` runs more of them",
    async () => {
      // The seed is fixed: with so few faults not every kind would come up by chance.
      const args = ["--workflows=4", "--faults=40", "--seed=1"];
      const { code, stdout, stderr } = await runScript(script, args, { timeoutMs: limitMs });
      expect(stderr).toBe("");
      const { surprises, faults } = JSON.parse(stdout) as Report;
      expect(surprises).toEqual([]);
      expect(code).toBe(0);
      for (const happened of ["CHROMA_OPERATION_FAILED", "TIMEOUT", "CANCELLED", "INVALID_ARGUMENT"])
        expect(faults[happened]).toBeGreaterThan(0);
    },
    limitMs,
  );
});
