import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SourceParser } from "../parse/source-parser.js";
import { CASE_SUITES, readTopics } from "./case-suites.fixture.js";
import { scanCase } from "./labelled-cases.fixture.js";

describe.each(CASE_SUITES)("labelled cases of $folder", ({ folder, leastCases, languages }) => {
  const topics = readTopics(folder);
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  it(`are at least ${leastCases}`, () => {
    expect(topics.reduce((sum, { cases }) => sum + cases.length, 0)).toBeGreaterThanOrEqual(leastCases);
  });

  describe.each(topics)("$topic", ({ cases }) => {
    it.each(cases)("$name", async (labelled) => {
      expect(await scanCase(labelled, { parser, languages })).toEqual(labelled.edges);
      // Also where each file's facts are given up as soon as another's are needed.
      const inTurn = { parser, languages, heldFactsWeight: 0 };
      expect(await scanCase(labelled, inTurn)).toEqual(labelled.edges);
    });
  });
});
