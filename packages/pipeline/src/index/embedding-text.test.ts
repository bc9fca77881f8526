import { describe, expect, it } from "@jest/globals";
import type { CodeNode } from "@stemma/graph-store";
import { embeddingText, wordsOf } from "./embedding-text.js";

const node: CodeNode = {
  id: "src/http.py#RetryPolicy.backoff_ms",
  label: "FUNCTION",
  path: "src/http.py",
  name: "backoff_ms",
  language: "python",
  startLine: 3,
  endLine: 5,
  signature: "def backoff_ms(self)",
  docstring: null,
  source: "def backoff_ms(self):\n    return 1",
  sourceHash: "0",
};

describe("embeddingText", () => {
  it("holds the name in words, the docstring and the source", () => {
    expect(embeddingText({ ...node, docstring: " Waits. " }, "A function.")).toBe(
      "Retry Policy backoff ms\nWaits.\ndef backoff_ms(self):\n    return 1",
    );
  });

  it("holds a docstring once when it is part of the source", () => {
    const source = 'def backoff_ms(self):\n    """Waits."""';
    expect(embeddingText({ ...node, source, docstring: "Waits." }, "")).toBe(
      `Retry Policy backoff ms\n${source}`,
    );
  });

  it("leaves out what is empty", () => {
    expect(embeddingText({ ...node, id: ".", source: "" }, "The root.")).toBe("The root.");
  });

  it("is never cut inside a character", () => {
    for (const shift of ["", "x"]) {
      expect(embeddingText({ ...node, source: shift + "😀".repeat(2_000) }, "Waits.").isWellFormed()).toBe(
        true,
      );
    }
  });

  it("never grows past its limit", () => {
    expect(embeddingText({ ...node, source: "x".repeat(100_000) }, "Waits.").length).toBeLessThan(2_000);
  });
});

describe("wordsOf", () => {
  it.each([
    ["src/http/RetryPolicy.backoffMs", "src http Retry Policy backoff Ms"],
    ["größe_in_px", "größe in px"],
    ["", ""],
  ])("%j becomes %j", (identifier, words) => {
    expect(wordsOf(identifier)).toBe(words);
  });
});
