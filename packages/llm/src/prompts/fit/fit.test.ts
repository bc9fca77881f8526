import { describe, expect, it } from "@jest/globals";
import { reference } from "../../testing/requests.fixture.js";
import { estimateTokens } from "../../tokens/estimate-tokens.js";
import { fitLines } from "./fit-lines.js";
import { fitNames } from "./fit-names.js";
import { fitReferences } from "./fit-references.js";
import { shareBudget } from "./share-budget.js";

describe("shareBudget", () => {
  it("gives small claims all, and shares the rest by weight", () => {
    const claims = new Map([
      ["docstring", { tokens: 10, weight: 1 }],
      ["source", { tokens: 1_000, weight: 2 }],
      ["calls", { tokens: 1_000, weight: 1 }],
    ]);
    expect(shareBudget(claims, 310)).toEqual(
      new Map([
        ["docstring", 10],
        ["source", 200],
        ["calls", 100],
      ]),
    );
    expect(shareBudget(claims, 5_000).get("source")).toBe(1_000);
    expect(shareBudget(new Map(), 10).size).toBe(0);
    expect(shareBudget(claims, -5)).toEqual(new Map([...claims.keys()].map((part) => [part, 0])));
  });
});

describe("fitLines", () => {
  it("keeps the beginning and the end, and counts what is between", () => {
    const text = Array.from({ length: 200 }, (_, line) => `line number ${line}`).join("\n");
    const { text: fitted, shortening } = fitLines("source", text, 120);
    expect(fitted).toMatch(
      /^line number 0\n[\s\S]*\n\[\d+ more lines are left out here\]\n[\s\S]*line number 199$/,
    );
    expect(estimateTokens(fitted)).toBeLessThanOrEqual(120);
    const kept = fitted.split("\n").length - 1;
    expect(shortening).toMatchObject({ part: "source", total: 200, leftOut: 200 - kept });
    expect(kept).toBeGreaterThan(8);
  });

  it("counts also a single line that is too long", () => {
    const { text, shortening } = fitLines("source", "minified;".repeat(10_000), 100);
    expect(text).toBe("[1 more lines are left out here]");
    expect(shortening?.leftOut).toBe(1);
  });
});

describe("fitReferences", () => {
  const summary =
    "Reads the header of a message. Then it reads the body, up to its length, and closes the connection.";
  const children = Array.from({ length: 30 }, (_, index) =>
    reference("FUNCTION", `a.py#child${index}`, summary),
  );
  const fit = (maxTokens: number) => fitReferences("children", children, maxTokens);

  it("shortens all summaries alike before it drops one", () => {
    expect(fit(10_000).shortening).toBeNull();
    const { text, shortening } = fit(500);
    expect(shortening).toEqual({ part: "children", total: 30, shortened: 30, namesOnly: 0, leftOut: 0 });
    expect(text.split("\n")).toEqual(
      children.map(({ name }) => `- \`${name}\`: Reads the header of a message.`),
    );
  });

  it("then gives names only, to the last ones first", () => {
    const { text, shortening } = fit(320);
    expect(text.split("\n")).toHaveLength(30);
    expect(text).toContain("- `child0`: Reads the header");
    expect(text).toMatch(/- `child29`$/);
    expect(shortening!.namesOnly).toBeGreaterThan(0);
    expect(shortening!.namesOnly + shortening!.shortened).toBe(30);
  });

  it("then counts those that it can't even name", () => {
    const { text, shortening } = fit(80);
    expect(text).toMatch(/- `child0`[\s\S]*\[\d+ more are not named here\]$/);
    expect(shortening!.namesOnly + shortening!.leftOut).toBe(30);
    expect(estimateTokens(text)).toBeLessThanOrEqual(80);
  });
});

describe("fitNames", () => {
  it("counts the others", () => {
    const members = Array.from({ length: 500 }, (_, index) => reference("FUNCTION", `a.py#member${index}`));
    const { text, shortening } = fitNames("members", members, 60);
    expect(text).toMatch(/^`member0`, .*, \d+ others$/);
    expect(estimateTokens(text)).toBeLessThanOrEqual(60);
    expect(shortening!.namesOnly + shortening!.leftOut).toBe(500);
    expect(fitNames("members", [], 0)).toEqual({ text: "", shortening: null });
  });
});
