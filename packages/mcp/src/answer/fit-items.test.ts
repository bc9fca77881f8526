import { describe, expect, it } from "@jest/globals";
import { countTokens as realTokens } from "gpt-tokenizer/encoding/o200k_base";
import { countTokens } from "./count-tokens.js";
import { fitItems, fitLines } from "./fit-items.js";

const samples: Readonly<Record<string, string>> = {
  code: "export async function readPages(folder: string, { limit = 10 }: Options = {}): Promise<Page[]> {\n  return [];\n}\n".repeat(
    20,
  ),
  prose:
    "The basket holds the chosen goods until they are paid, and sums up what everything in it costs. ".repeat(
      20,
    ),
  hex: Array.from({ length: 60 }, (_, at) => (at * 2654435761).toString(16)).join(""),
  chinese: "购物篮保存所选商品，直到付款为止，并计算其中所有商品的价格。".repeat(20),
  emoji: "🌳👩‍👧🇩🇪✅".repeat(50),
  json: JSON.stringify(
    Array.from({ length: 50 }, (_, at) => ({ id: `src/a.py#C.m${at}`, line: at, confidence: 0.5 })),
  ),
};

describe("the room of an answer", () => {
  it.each(Object.entries(samples))(
    "is never counted for less than a real tokenizer counts: %s",
    (_, text) => {
      expect(countTokens(text)).toBeGreaterThanOrEqual(realTokens(text));
    },
  );

  it("takes the first items that fit, and says how many do not", () => {
    const items = Array.from({ length: 100 }, (_, at) => ({ id: `a.py#f${at}` }));
    const { items: taken, left, tokens } = fitItems(items, 200);
    expect(taken.length + left).toBe(100);
    expect(taken).toEqual(items.slice(0, taken.length));
    expect(left).toBeGreaterThan(0);
    expect(realTokens(JSON.stringify(taken))).toBeLessThanOrEqual(200);
    expect(tokens).toBeLessThanOrEqual(200);
    expect(fitItems(items, 10_000)).toMatchObject({ items, left: 0 });
  });

  it("cuts a text between lines, and one long line within", () => {
    expect(fitLines("one\ntwo\nthree", 100)).toEqual({ text: "one\ntwo\nthree", leftLines: 0 });
    const long = fitLines(Array.from({ length: 50 }, (_, at) => `line ${at}`).join("\n"), 60);
    expect(long.text.startsWith("line 0\nline 1\n")).toBe(true);
    expect(long.text.split("\n").length + long.leftLines).toBe(50);
    expect(fitLines("x".repeat(10_000), 100)).toEqual({ text: "x".repeat(100), leftLines: 1 });
  });
});
