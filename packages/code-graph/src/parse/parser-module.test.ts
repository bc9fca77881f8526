import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { Language } from "web-tree-sitter";
import { LANGUAGES } from "../languages/language-table.js";
import type { Grammar } from "./source-parser.js";
import { SourceParser } from "./source-parser.js";

const grammarOf = (name: string): Grammar => {
  const grammar = LANGUAGES.find((each) => each.name === name)?.grammar;
  if (grammar === undefined) throw new Error(`no language ${name}`);
  return grammar;
};

describe("the parser module of a thread", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** A parse with a parser of its own, as each scan has one. */
  async function scan(name: string): Promise<number> {
    const parser = await SourceParser.create();
    try {
      return await parser.parse(grammarOf(name), "f(1)\n", 10_000, ({ size }) => size);
    } finally {
      parser.close();
    }
  }

  it("loads a grammar once, however many parsers come and go: what one takes is never given back", async () => {
    const load = jest.spyOn(Language, "load");
    const first = await scan("python");
    expect(first).toBeGreaterThan(1);
    expect(await Promise.all([scan("python"), scan("go"), scan("python")])).toEqual([
      first,
      expect.any(Number),
      first,
    ]);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("tries again what could not be loaded", async () => {
    const load = jest.spyOn(Language, "load").mockRejectedValueOnce(new Error("cut short"));
    await expect(scan("rust")).rejects.toMatchObject({ code: "GRAMMAR_NOT_LOADED" });
    await scan("rust");
    expect(load).toHaveBeenCalledTimes(2);
  });
});
