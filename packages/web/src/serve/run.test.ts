import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RunAnswer } from "../api/run.js";
import { BranchingTree } from "../testing/branching-tree.fixture.js";
import { Served } from "../testing/served.fixture.js";

const limitMs = 240_000;

describe("a run begun on the page", () => {
  let tree: BranchingTree;
  let served: Served;
  beforeAll(async () => {
    tree = await BranchingTree.create();
    served = await Served.begin({ directory: tree.root, canWrite: true });
  }, limitMs);
  afterAll(async () => {
    await served.end();
    await tree.remove();
  }, limitMs);

  const ended = async (): Promise<RunAnswer> => {
    for (;;) {
      const answer = await served.ask("run");
      if (answer.inHand?.isUnderWay === false) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it("is none before one is begun, and there is nothing to go on with after a complete one", async () => {
    expect(await served.ask("run")).toMatchObject({ inHand: null, run: { outcome: "complete" } });
    expect(await served.act("resume-document", {})).toEqual({ outcome: "nothing to resume" });
    expect(await served.act("stop-document", {})).toEqual({ outcome: "stopped" });
  });

  it(
    "documents what changed while questions are answered, one run at a time",
    async () => {
      await tree.write("Rounds a price to whole dollars.", "Sells one piece.");
      expect(await served.act("document", {})).toEqual({ outcome: "begun" });
      const again = await served.post("document", {});
      expect({ status: again.status, body: again.body }).toMatchObject({
        status: 409,
        body: expect.stringContaining("RUN_UNDER_WAY"),
      });
      expect(await served.ask("place", { id: "shop.py" })).toMatchObject({ view: "file" });
      const { run, inHand } = await ended();
      expect(run).toMatchObject({ outcome: "complete" });
      expect(inHand).toMatchObject({ isUnderWay: false, error: null, failed: [], phase: "index" });
      expect(await served.ask("place", { id: "rounded" })).toMatchObject({
        symbol: { documentation: expect.stringContaining("whole dollars") },
      });
    },
    limitMs,
  );

  it(
    "stops when told to, keeps what it finished, and goes on",
    async () => {
      const many = Array.from({ length: 400 }, (_, at) => `def f${at}():\n    """Does ${at}."""\n`);
      await writeFile(join(tree.root, "many.py"), many.join("\n\n"));
      await served.act("document", {});
      expect(await served.act("stop-document", {})).toEqual({ outcome: "stopped" });
      expect(await served.ask("run")).toMatchObject({
        inHand: { isUnderWay: false, error: null },
        run: { outcome: "interrupted" },
      });
      expect(await served.act("resume-document", {})).toEqual({ outcome: "begun" });
      expect(await ended()).toMatchObject({ inHand: { error: null }, run: { outcome: "complete" } });
      expect(await served.ask("place", { id: "f399" })).toMatchObject({ view: "symbol" });
    },
    limitMs,
  );

  it("is not begun by settings that can't be read", async () => {
    await writeFile(join(tree.root, "stemma.config.json"), "{");
    try {
      const { status, body } = await served.post("document", {});
      expect({ status, body }).toMatchObject({
        status: 409,
        body: expect.stringContaining("CONFIG_INVALID"),
      });
    } finally {
      await writeFile(join(tree.root, "stemma.config.json"), "{}");
    }
  });
});
