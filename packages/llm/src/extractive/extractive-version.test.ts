import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { describeNode } from "./describe-node.js";
import { ExtractiveProvider } from "./extractive-provider.js";
import { EXTRACTIVE_VERSION } from "./extractive-version.js";
import { SAMPLE_REQUESTS } from "./sample-requests.js";

/** Sources with wording in them: those that are not about reading a node, and not these here. */
const wordy = (name: string): boolean =>
  name.endsWith(".ts") && !/\.test\.|^(?:extractive-|sample-requests|shorten)/u.test(name);

/** The fixed words of the sources of this folder: what stands in texts and templates around the parts that are filled in. */
function wordings(): string[] {
  return readdirSync(__dirname)
    .filter(wordy)
    .map((name) => readFileSync(join(__dirname, name), "utf8").replaceAll(/^import .*$/gmu, ""))
    .map((source) => source.replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gmu, ""))
    .flatMap((source) => [...source.matchAll(/"([^"\n]*)"|`([^`\n]*)`/gu)])
    .flatMap((match) => (match[1] ?? match[2] ?? "").split(/\$\{.*?\}|\\n/u))
    .map((words) => words.trim())
    .filter((words) => /^[\p{L}][\p{L} ,:()]*[\p{L}] /u.test(`${words} `) && words.includes(" "));
}

describe("the version of the extractive provider", () => {
  const said = SAMPLE_REQUESTS.map((sample) => describeNode(sample).text).join("\n");

  it("is the hash of what it says of its samples", () => {
    expect(new ExtractiveProvider().promptVersion).toBe(EXTRACTIVE_VERSION);
    expect(EXTRACTIVE_VERSION).toMatch(/^[0-9a-f]{16}$/u);
  });

  it("covers every wording that the provider has", () => {
    const known = wordings();
    expect(known.length).toBeGreaterThan(12);
    expect(known.filter((wording) => !said.includes(wording))).toEqual([]);
  });

  it.each([
    "takes `path` (`Path`) and `*rest` and returns `Header`",
    "is the constructor of `Reader`",
    "is a method of `Reader`",
    "is a function inside `walk`",
    "is a function in `reader.py`",
    "is an interface in `reader.py`",
    "extends `Base`",
    "The tree contains:",
    "- and 5 more",
    "and 37 others",
    "raises `ReadError`",
    "“an empty line ends the header”",
    "Second paragraph.",
    "- `path` (`Path`): where",
    "Returns: the header",
    "- `ReadError`: when it ends",
    "Deprecated: since long",
    "sets `state`",
  ])("covers %j", (phrase) => {
    expect(said).toContain(phrase);
  });
});
