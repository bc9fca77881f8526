import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { describeNode } from "./describe-node.js";
import { ExtractiveProvider } from "./extractive-provider.js";
import { EXTRACTIVE_VERSION } from "./extractive-version.js";
import { SAMPLE_REQUESTS } from "./sample-requests.js";

/** Beginnings of the fixed texts in the sources of this folder: capitalised words in template literals and strings. */
function wordings(): string[] {
  return readdirSync(__dirname)
    .filter((name) => ["describe-node.ts", "opening-sentence.ts", "phrases.ts"].includes(name))
    .map((name) => readFileSync(join(__dirname, name), "utf8"))
    .flatMap((source) => [...source.matchAll(/[`"]((?:It|Its|This|Signature)\b[\w :]*[\w:])/gu)])
    .map((match) => match[1] ?? "");
}

describe("the version of the extractive provider", () => {
  const said = SAMPLE_REQUESTS.map((sample) => describeNode(sample).text).join("\n");

  it("is the hash of what it says of its samples", () => {
    expect(new ExtractiveProvider().promptVersion).toBe(EXTRACTIVE_VERSION);
    expect(EXTRACTIVE_VERSION).toMatch(/^[0-9a-f]{16}$/u);
  });

  it("covers every sentence that the provider has", () => {
    const known = wordings();
    expect(known.length).toBeGreaterThan(8);
    expect(known.filter((wording) => !said.includes(wording))).toEqual([]);
  });

  it.each([
    "the constructor of class",
    "an asynchronous method of class",
    "a method of class",
    "a function inside",
    "an asynchronous Python function",
    "a TypeScript function",
    "that inherits from",
    "is the root of the source tree with 2 folders",
    "is the folder `io`",
    "a Python file in `io` with 1 class",
    "- and 5 more",
    "and 5 others",
    "It raises `ReadError`",
    "“an empty line ends the header”",
    "Second paragraph.",
  ])("covers %j", (phrase) => {
    expect(said).toContain(phrase);
  });
});
