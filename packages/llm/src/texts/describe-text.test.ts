import { describe, expect, it } from "@jest/globals";
import { ExtractiveProvider } from "../extractive/extractive-provider.js";
import { isSelfEvident } from "../self-evident/is-self-evident.js";
import { facts, reference, request } from "../testing/requests.fixture.js";

const said = async (label: "TEXT" | "FILE", own: Parameters<typeof facts>[2]): Promise<string> => {
  const node = { ...facts(label, "README.md#use-it", { name: "Use it", ...own }), isText: true as const };
  return (await new ExtractiveProvider().getCompletion(request(node))).text;
};

describe("a text", () => {
  it.each([
    ["## Use it\n\nRun `npm start`.\n\n- a\n", "## Use it", "Run `npm start`.\n\n- a"],
    ["Use it\n------\nRun it.", "Use it", "Run it."],
    ["======\nUse it\n======\n\nRun it.", "======", "Run it."],
    ["## Use it", "## Use it", "## Use it"],
  ])("says what stands there, without its heading: %j", async (source, signature, expected) => {
    expect(await said("TEXT", { source, signature })).toBe(expected);
  });

  it("says what its author said of it, where that is not the text itself", async () => {
    expect(await said("TEXT", { source: "LIMIT = 3", docstring: "How many." })).toBe("How many.");
    expect(await said("FILE", { source: "# Shop\n\nSells.", docstring: null })).toBe("# Shop\n\nSells.");
  });

  it("costs no call, whatever stands in it", () => {
    const node = { ...facts("FOLDER", "docs"), isText: true as const };
    expect(isSelfEvident(request(node, { children: [reference("FILE", "docs/a.md")] }))).toBe(true);
    expect(
      isSelfEvident(request(facts("FOLDER", "docs"), { children: [reference("FILE", "docs/a.md")] })),
    ).toBe(false);
  });

  it("is cut where it is longer than anyone reads", async () => {
    expect(
      (await said("TEXT", { source: `## Use it\n\n${"x".repeat(20_000)}`, signature: "## Use it" })).length,
    ).toBe(8_000);
  });
});
