import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { DocumentSummary, ForgetReport } from "@stemma/pipeline";
import { filesWith } from "./testing/files-with.fixture.js";
import { runStemma, type StemmaRun } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";

const runLimitMs = 240_000;
/** Made of words, so that no filter takes it for a secret. */
const password = "correct horse battery staple";
const source = (said: string): string =>
  `def connect():\n    """Opens the shop's till with ${said}."""\n    return till("${said}")\n`;

describe.each([
  ["a doltlite file", {}],
  ["a private Dolt server", { STEMMA_VERSIONS: "dolt:" }],
])("stemma forget, with the history in %s", (_, env) => {
  let tree: SourceTree;
  beforeEach(async () => {
    tree = await createSourceTree({
      "shop/till.py": source(password),
      "shop/other.py": "def other(): pass\n",
    });
  });
  afterEach(() => tree.remove());

  const run = (args: readonly string[], input?: string): Promise<StemmaRun> =>
    runStemma(["-C", tree.root, ...args], { env, input });
  const report = async (args: readonly string[], input?: string): Promise<ForgetReport> => {
    const ended = await run(["--json", "forget", ...args], input);
    return JSON.parse(ended.stdout) as ForgetReport;
  };
  const held = (): string[] => filesWith(join(tree.root, ".stemma"), [password]);

  it(
    "takes a text out of all that was made of the tree, and leaves the rest as it was",
    async () => {
      await run(["document"]);
      await tree.write("shop/till.py", source("a key"));
      await run(["document"]);
      expect(held()).not.toEqual([]);
      const before = await run(["log"]);

      const dry = await report([password]);
      expect(dry).toMatchObject({ isDryRun: true, left: [], sources: [] });
      expect(dry.history).toMatchObject({ commits: 1, rewritten: 2, branches: ["main"] });
      expect(held()).not.toEqual([]);

      const done = await report(["--yes"], `${password}\n`);
      expect(done).toEqual({ ...dry, isDryRun: false });
      expect(held()).toEqual([]);
      // It has stems of words, so that the text itself stands nowhere in it.
      const stems = join(tree.root, ".stemma", "first-stage.sqlite");
      expect(done.places).toContainEqual({ path: stems, outcome: "removed" });
      expect(["", "-wal", "-shm"].filter((suffix) => existsSync(stems + suffix))).toEqual([]);
      const after = await run(["log"]);
      expect(after.stdout.split("\n")).toHaveLength(before.stdout.split("\n").length);
      const status = await run(["status"]);
      expect(status.stdout).toContain("Nothing to commit");
      const search = await run(["search", "--at", "HEAD~1", "open the till of the shop"]);
      expect(search.stdout).toContain("shop/till.py");
      const again = await run(["document", "--json"]);
      const summary = JSON.parse(again.stdout) as DocumentSummary;
      expect(summary.documentation).toMatchObject({ documented: 0, failed: [] });
      expect(summary.history).toMatchObject({ outcome: "unchanged" });
      expect(await report([password])).toMatchObject({ places: [], history: { rewritten: 0 } });
    },
    runLimitMs,
  );
});

describe("stemma forget", () => {
  it(
    "says what it can't reach, and refuses a text that is in everything",
    async () => {
      const tree = await createSourceTree({ "till.py": source(password) });
      try {
        await runStemma(["document", tree.root]);
        const still = await runStemma(["-C", tree.root, "forget", "--yes", password]);
        expect(still.stdout).toContain("till.py says it still: take it out");
        expect(still.stdout).not.toContain(password);
        expect(still.code).toBe(3);
        const short = await runStemma(["-C", tree.root, "forget", "ab"]);
        expect(short).toMatchObject({ code: 2, stderr: expect.stringContaining("at least 4 characters") });
      } finally {
        await tree.remove();
      }
    },
    runLimitMs,
  );
});
