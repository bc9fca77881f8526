import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { DocumentSummary } from "@stemma/pipeline";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;
const functionCount = 300;

/** Enough to embed that a run is still at it when its scan is over. */
const longSource = Array.from(
  { length: functionCount },
  (_, index) =>
    `def step_${index}(value):\n    """Does step ${index} of the recipe."""\n    return value + ${index}\n`,
).join("\n");

describe("Ctrl-C while a tree is documented", () => {
  let tree: SourceTree;
  beforeEach(async () => {
    tree = await createSourceTree({ "recipe.py": longSource });
  });
  afterEach(async () => {
    await tree.remove();
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "%s: ends with 130, says how to go on, and the next run does",
    async (signal) => {
      const stopped = await runStemma(["document", tree.root], {
        onStart(child) {
          let said = "";
          child.stderr?.on("data", (text: string) => {
            said += text;
            // Once: a second signal would end it the hard way.
            if (!child.killed && said.includes("scan: ")) child.kill(signal);
          });
        },
      });
      expect(stopped).toMatchObject({ code: 130, signal: null, stdout: "" });
      expect(stopped.stderr).toContain("the same command again goes on");
      const finished = await runStemma(["document", tree.root, "--json"]);
      expect(finished.code).toBe(0);
      const { documentation, index } = JSON.parse(finished.stdout) as DocumentSummary;
      // The functions, their file, and the root.
      expect(documentation.documented + documentation.reused).toBe(functionCount + 2);
      expect(index.written + index.unchanged).toBe(functionCount + 2);
    },
    runLimitMs,
  );

  it(
    "a time-out ends with 1 and keeps what was finished",
    async () => {
      const run = await runStemma(["document", tree.root, "--timeout", "1"]);
      // Loading Chroma and embedding 300 texts takes longer anywhere.
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(/did not finish within 1000 ms[\s\S]*goes on from there/);
    },
    runLimitMs,
  );
});
