import { describe, expect, it } from "@jest/globals";
import { summarize } from "./summary.js";

describe("summarize", () => {
  it.each([
    ["One. Two.\n\nThree.", 100, "One. Two."],
    ["Reads\n  a file.", 100, "Reads a file."],
    ["First sentence. Second one is too long.", 20, "First sentence."],
    ["Uses forms, e.g. this one, at length. More here.", 40, "Uses forms, e.g. this one, at length."],
    ["Averyveryverylongword here", 12, "Averyveryve…"],
    ["some words without an end", 12, "some words…"],
    ["", 10, ""],
    ["```ts\nf();\n```\n\nCalls f.\n\nMore.", 100, "Calls f."],
    ["```ts\nf();\n\ng();", 100, "```ts f();"],
    ["Calls f:\n```ts\nf();\n```", 100, "Calls f:"],
  ])("takes whole sentences of the first paragraph: %j within %d", (text, maxLength, expected) => {
    expect(summarize(text, maxLength)).toBe(expected);
  });
});
