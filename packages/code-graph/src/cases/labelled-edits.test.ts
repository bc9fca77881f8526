import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SourceParser } from "../parse/source-parser.js";
import { cleanOutcome, countsOf, FollowedTree } from "../scan/rescan.fixture.js";
import { CASE_SUITES, readTopics } from "./case-suites.fixture.js";
import type { LabelledCase } from "./labelled-cases.fixture.js";

describe.each(CASE_SUITES)("edits of labelled trees of $folder", ({ folder, languages }) => {
  const topics = readTopics(folder);
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  /** Takes each file away, puts half of it back, and then all of it: after each step the graph is that of a clean scan. */
  async function expectCleanScans({ files }: LabelledCase): Promise<void> {
    await using tree = await FollowedTree.create(parser, languages);
    const write = (path: string, lines: readonly string[]) => ({ kind: "write", path, lines }) as const;
    const all = [...files].map(([path, content]) => write(path, content.split("\n")));
    const whole = await tree.playRound({ edits: all, isKilled: false });
    expect(whole).toEqual(await cleanOutcome(tree.root, parser, languages));
    expect(whole?.findings).toMatchObject(countsOf(whole ?? { nodes: [], relations: [] }));
    for (const { path, lines } of all) {
      for (const edit of [{ kind: "delete", path } as const, write(path, lines.slice(0, lines.length / 2))]) {
        const outcome = await tree.playRound({ edits: [edit], isKilled: false });
        expect(outcome).toEqual(await cleanOutcome(tree.root, parser, languages));
      }
      expect(await tree.playRound({ edits: [write(path, lines)], isKilled: false })).toEqual(whole);
    }
  }

  it.each(topics)(
    "give the graphs of clean scans: $topic",
    async ({ cases }) => {
      for (const labelled of cases) await expectCleanScans(labelled);
    },
    240_000,
  );
});
