import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { withoutUndefined } from "@stemma/core";
import * as fc from "fast-check";
import { SourceParser } from "../parse/source-parser.js";
import { type EditRound, editRounds } from "./edits.fixture.js";
import { cleanOutcome, cleanScan, contentOf, countsOf, FollowedTree } from "./rescan.fixture.js";
import { foundRounds } from "./rescan-examples.fixture.js";

/** For a long run: `STEMMA_RESCAN_RUNS=5000`, and `STEMMA_RESCAN_SEED` to repeat one. */
const RUNS = Number(process.env["STEMMA_RESCAN_RUNS"] ?? 200);
const SEED = process.env["STEMMA_RESCAN_SEED"];
/** Only against hangs: on a machine that has much else to do a run takes many times what it takes alone. */
const TIMEOUT_PER_RUN_MS = 6_000;

describe("a scan after edits", () => {
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  async function expectCleanScans(rounds: readonly EditRound[]): Promise<void> {
    await using tree = await FollowedTree.create(parser);
    for (const round of rounds) {
      const outcome = await tree.playRound(round);
      if (outcome === null) continue;
      expect(outcome).toEqual(await cleanOutcome(tree.root, parser));
      // A report that counts otherwise than its graph lets the next scan distrust both.
      expect(outcome.findings).toMatchObject(countsOf(outcome));
    }
  }

  it(
    "gives the graph and the counts of a clean scan, node for node and relation for relation",
    async () => {
      await fc.assert(fc.asyncProperty(editRounds, expectCleanScans), {
        numRuns: RUNS,
        ...withoutUndefined({ seed: SEED === undefined ? undefined : Number(SEED) }),
      });
    },
    RUNS * TIMEOUT_PER_RUN_MS,
  );

  it.each(foundRounds)("gives the graph of a clean scan where $name", ({ rounds }) =>
    expectCleanScans(rounds),
  );

  it("gives the graph of a clean scan at each commit of a repository that is checked out", async () => {
    await using tree = await FollowedTree.create(parser);
    const git = (...args: string[]): string =>
      execFileSync(
        "git",
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args],
        { cwd: tree.root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
      ).trim();
    git("init", "-q");
    const commits: string[] = [];
    for (const { edits } of fc.sample(editRounds, { numRuns: 6, seed: 7 }).flat()) {
      // Restoring would take away the repository, too.
      tree.edit(...edits.filter(({ kind }) => kind !== "restore"));
      git("add", "-A", "-f");
      git("commit", "-q", "--allow-empty", "-m", "edit");
      commits.push(git("rev-parse", "HEAD"));
    }
    for (const index of fc.sample(fc.nat({ max: commits.length - 1 }), { numRuns: 20, seed: 11 })) {
      git("checkout", "-q", "-f", commits[index] ?? "");
      await tree.rescan();
      expect(await contentOf(tree.graph)).toEqual(await cleanScan(tree.root, parser));
    }
  }, 60_000);
});
