import { describe, expect, it, jest } from "@jest/globals";
import { Language } from "web-tree-sitter";
import { LANGUAGES } from "../languages/language-table.js";
import { parserModule } from "./parser-module.js";
import { SourceParser } from "./source-parser.js";

const grammarOf = (languageName: string) => {
  const language = LANGUAGES.find(({ name }) => name === languageName);
  if (language === undefined) throw new Error(`no language ${languageName}`);
  return language.grammar;
};

// In a file of its own: the parser of this thread stays broken.
describe("SourceParser with a text that runs over the parser's own stack", () => {
  it("lets what is being loaded come to its end, and is not called again on this thread", async () => {
    const parser = await SourceParser.create();
    const other = await SourceParser.create();
    await parser.load(grammarOf("javascript"));
    const order: string[] = [];
    const loading = parser.load(grammarOf("python")).then(() => order.push("loaded"));
    while (parserModule.underWay() === undefined) await new Promise(setImmediate);
    await expect(
      parser.parse(grammarOf("javascript"), "{ a: { b:\n".repeat(3_000), 10_000, () => order.push("used")),
    ).rejects.toMatchObject({ code: "PARSER_BROKEN" });
    order.push("broken");
    await loading;
    expect(order).toEqual(["loaded", "broken"]);

    const load = jest.spyOn(Language, "load");
    const broken = { code: "PARSER_BROKEN", advice: expect.any(String) };
    await expect(SourceParser.create()).rejects.toMatchObject(broken);
    await expect(parser.load(grammarOf("go"))).rejects.toMatchObject(broken);
    await expect(other.load(grammarOf("java"))).rejects.toMatchObject(broken);
    await expect(parser.parse(grammarOf("python"), "pass", 10_000, () => undefined)).rejects.toMatchObject(
      broken,
    );
    expect(load).not.toHaveBeenCalled();
    parser.close();
    other.close();
  });
});
