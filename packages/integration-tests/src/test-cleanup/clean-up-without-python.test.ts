import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { runScript } from "@stemma/test-cleanup";

const script = fileURLToPath(new URL("../../scripts/clean-up-without-python.mjs", import.meta.url));
const limitMs = 120_000;

const closing: unknown = expect.stringMatching("^close the store: ");

describe("the clean-up of a test whose Python is gone", () => {
  it.each<[mode: string, failure: string, state: string, reason: string, staysOpen: unknown[]]>([
    ["wedged", "TIMEOUT", "wedged", "did not finish within 3000 ms", [closing]],
    // What the service has open in Python is closed by a context of its own.
    ["closed", "CHROMA_UNAVAILABLE", "running", "the Python context is closed", []],
  ])(
    "or %s: ends in its time with warnings, and removes the directory",
    async (mode, failure, state, reason, staysOpen) => {
      const { code, stdout, stderr } = await runScript(script, [mode], { timeoutMs: limitMs });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toEqual({
        failure,
        state,
        warnings: [expect.stringMatching(`^delete collections: .*${reason}`), ...staysOpen],
        logged: 1 + staysOpen.length,
        isRemoved: true,
      });
    },
    limitMs,
  );
});
