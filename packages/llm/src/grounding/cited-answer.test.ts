import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readCitedAnswer } from "./cited-answer.js";

const summary = [{ text: "Reads.", cites: ["1"] }];

describe("an answer in the schema", () => {
  it.each([
    ["as it is", JSON.stringify({ summary, details: [] })],
    ["between fences", `\`\`\`json\n${JSON.stringify({ summary, details: [] })}\n\`\`\``],
    ["without details", JSON.stringify({ summary })],
    [
      "with a line as a number",
      JSON.stringify({ summary: [{ text: " Reads.\n", cites: [1] }], details: [] }),
    ],
  ])("is read %s", (_form, text) => {
    expect(readCitedAnswer(text)).toEqual({ summary, details: [] });
  });

  it.each(["Reads a file.", "`read` reads.\n\nIt {closes}."])("is no answer in it: %s", (text) => {
    expect(readCitedAnswer(text)).toBe("plain");
  });

  it.each([
    '{"summary": [{"text": "Rea',
    '{"answer": "Reads."}',
    '{"summary": [], "details": []}',
    '{"summary": ["Reads."], "details": []}',
    '{"summary": [{"text": "Reads."}]}',
  ])("is broken: %s", (text) => {
    expect(readCitedAnswer(text)).toBe("broken");
  });

  it("may be anything", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readCitedAnswer(text);
        return read === "plain" || read === "broken" || read.summary.length + read.details.length > 0;
      }),
    );
  });
});
