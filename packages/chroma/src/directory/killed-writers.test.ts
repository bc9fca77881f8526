import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { runScript } from "@stemma/test-cleanup";

const script = fileURLToPath(new URL("../../tests/kills/main.mjs", import.meta.url));
const limitMs = 240_000;

interface Report {
  readonly kills: number;
  readonly surprises: readonly string[];
}

describe("a process that is killed while it adds, changes and deletes records", () => {
  it(
    "leaves every acknowledged record, or it is named as lost; `nx kills` kills more of them",
    async () => {
      const args = ["--kills=8", "--seed=1"];
      const { code, stdout } = await runScript(script, args, { timeoutMs: limitMs });
      const { kills, surprises } = JSON.parse(stdout) as Report;
      expect(surprises).toEqual([]);
      expect(code).toBe(0);
      expect(kills).toBe(8);
    },
    limitMs,
  );
});
