import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SourceParser } from "../parse/source-parser.js";
import { parseCases, scanCase } from "./labelled-cases.fixture.js";

const LANGUAGES_WITH_CASES = ["python", "ecmascript", "go", "java"];

describe.each(LANGUAGES_WITH_CASES)("labelled cases of %s", (language) => {
  const folder = join(__dirname, language);
  const topics = readdirSync(folder).map((file) => ({
    topic: file.replace(/\.txt$/, ""),
    cases: parseCases(readFileSync(join(folder, file), "utf8")),
  }));
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  it("are at least 60", () => {
    expect(topics.reduce((sum, { cases }) => sum + cases.length, 0)).toBeGreaterThanOrEqual(60);
  });

  describe.each(topics)("$topic", ({ cases }) => {
    it.each(cases)("$name", async (labelled) => {
      expect(await scanCase(labelled, parser)).toEqual(labelled.edges);
      // Also where each file's facts are given up as soon as another's are needed.
      expect(await scanCase(labelled, parser, { heldFactsWeight: 0 })).toEqual(labelled.edges);
    });
  });
});
