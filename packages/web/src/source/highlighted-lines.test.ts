import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { highlightedLines } from "./highlighted-lines.js";
import { linkedCalls } from "./linked-calls.js";

const textOf = (lines: readonly (readonly (readonly string[])[])[]): string =>
  lines.map((line) => line.map(([text]) => text).join("")).join("\n");

describe("highlighted source", () => {
  it("is in pieces by line, also where one goes over several", () => {
    expect(highlightedLines("def f(x):\n    '''a\n    b'''\n", "python")).toEqual([
      [["def", "keyword"], [" "], ["f", "title"], ["("], ["x", "params"], [")"], [":"]],
      [["    "], ["'''a", "string"]],
      [["    b'''", "string"]],
      [],
    ]);
  });

  it("takes a language in another for what it is", () => {
    expect(textOf(highlightedLines("const a = `x ${b({ c: `${d}` })}`;", "typescript"))).toBe(
      "const a = `x ${b({ c: `${d}` })}`;",
    );
    expect(highlightedLines("<A b={c} />", "tsx").flat()).not.toHaveLength(1);
  });

  it.each([
    ["ruby", "def f(x)", "def"],
    ["php", "<?php function f() {}", "function"],
    ["csharp", "public class A {}", "public"],
    ["bash", "if true; then f; fi", "if"],
    ["kotlin", "fun f() {}", "fun"],
    ["swift", "func f() {}", "func"],
    ["scala", "def f(x: Int) = x", "def"],
    ["lua", "local function f() end", "local"],
    ["dart", "abstract class A {}", "abstract"],
    ["elixir", "defmodule A do end", "defmodule"],
    ["r", "if (x) y", "if"],
    ["rust", "fn f() {}", "fn"],
  ])("knows the keywords of %s", (language, text, word) => {
    expect(highlightedLines(text, language).flat()).toContainEqual([word, "keyword"]);
  });

  it.each(["python", "typescript", "tsx", "javascript", "go", "java", "c", "cpp", "none", null])(
    "loses no character of any text, taken for %s",
    (language) => {
      const piece = fc.oneof(
        fc.constantFrom(
          "def f(",
          "'''",
          '"',
          "`${",
          "}",
          "/*",
          "*/",
          "//",
          "<a>",
          "\n",
          "class A:",
          "@x",
          "\t",
          "\\",
        ),
        fc.string({ unit: "grapheme", maxLength: 8 }),
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
          const text = pieces.join("").replaceAll("\r", "");
          expect(textOf(highlightedLines(text, language))).toBe(text);
        }),
        { seed: 7, numRuns: 150 },
      );
    },
  );

  it("is plain where it is too long to be looked at", () => {
    expect(highlightedLines("x = 1\n".repeat(80_000), "python")[0]).toEqual([["x = 1"]]);
  });
});

describe("calls in a source", () => {
  it("are links by their whole name at their line, and neither in strings nor in comments", () => {
    const lines = highlightedLines('f(ff(f))  # f(\nx = "f(" + f(1)\n', "python");
    const linked = linkedCalls(lines, [
      { line: 1, name: "f", id: "a#f" },
      { line: 2, name: "f", id: "a#f" },
      { line: 9, name: "f", id: "a#f" },
    ]);
    expect(textOf(linked)).toBe(textOf(lines));
    const found = linked.map((line) => line.flatMap(([text, , id]) => (id === undefined ? [] : [text])));
    expect(found).toEqual([["f", "f"], ["f"], []]);
  });
});
