import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { StemmaError } from "@stemma/core";
import fc from "fast-check";
import { loadConfig } from "./load-config.js";

/** More of them by hand: STEMMA_FUZZ_RUNS=100000. */
const numRuns = Number(process.env["STEMMA_FUZZ_RUNS"] ?? 200);

const keys = ["venv", "llm", "budget", "exclude", "include", "workers", "chroma", "graph", "versions", "x"];
const json = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...keys, "__proto__", "constructor", "toString"), fc.jsonValue()),
);

describe("a configuration file with anything in it", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-config-"));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  /** What loading it ends with: nothing, or an error that can be shown. */
  async function outcomeOf(content: string | Uint8Array, trust: boolean): Promise<string> {
    await writeFile(join(root, "stemma.config.json"), content);
    try {
      const { config } = await loadConfig(root, { trust }, {});
      return Object.getPrototypeOf(config) === Object.prototype ? "loaded" : "another prototype";
    } catch (error) {
      return StemmaError.isInstance(error) ? "refused" : String(error);
    }
  }

  it.each([false, true])(
    "is loaded or refused with an error of ours, trusted: %s",
    async (trust) => {
      const seen = new Set<string>();
      const contents = fc.oneof(
        json.map((value) => JSON.stringify(value)),
        fc.constantFrom("{}", '{"workers": 3}', '{"exclude": ["a"], "venv": "v"}'),
        fc.string({ unit: "binary" }),
        fc.uint8Array({ maxLength: 200 }),
      );
      await fc.assert(
        fc.asyncProperty(contents, async (content) => {
          const outcome = await outcomeOf(content, trust);
          expect(["loaded", "refused"]).toContain(outcome);
          seen.add(outcome);
        }),
        { numRuns },
      );
      expect(seen).toEqual(new Set(["loaded", "refused"]));
      expect(({} as Record<string, unknown>)["venv"]).toBeUndefined();
    },
    Math.max(30_000, numRuns * 50),
  );
});
