import { describe, expect, it } from "@jest/globals";
import type { CodeNode } from "@stemma/graph-store";
import { ExtractiveProvider } from "@stemma/llm";
import { embeddingText, extractiveName, wordsOf } from "./embedding-text.js";

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

const extractive = (text: string) => ({ text, provider: "extractive" });

describe("embeddingText", () => {
  it("knows the provider that adds nothing by its name", () => {
    expect(new ExtractiveProvider().name).toBe(extractiveName);
  });

  it("holds what a language model wrote in place of the docstring", () => {
    const text = embeddingText(
      { ...node, docstring: "Waits." },
      { text: "Grows with each try.", provider: "openai" },
    );
    expect(text).toContain("Grows with each try.");
    expect(text).not.toContain("Waits.");
  });

  it("holds the name in words, the docstring and the source", () => {
    expect(embeddingText({ ...node, docstring: " Waits. " }, extractive("A function."))).toBe(
      "Retry Policy backoff ms\nWaits.\ndef backoff_ms(self):\n    return 1",
    );
  });

  it("holds a docstring once when it is part of the source", () => {
    const source = 'def backoff_ms(self):\n    """Waits."""';
    expect(embeddingText({ ...node, source, docstring: "Waits." }, extractive(""))).toBe(
      `Retry Policy backoff ms\n${source}`,
    );
  });

  it("leaves out what is empty", () => {
    expect(embeddingText({ ...node, id: ".", source: "" }, extractive("The root."))).toBe("The root.");
  });

  it("is never cut inside a character", () => {
    for (const shift of ["", "x"]) {
      expect(
        embeddingText({ ...node, source: shift + "😀".repeat(2_000) }, extractive("Waits.")).isWellFormed(),
      ).toBe(true);
    }
  });

  it("never grows past its limit", () => {
    expect(embeddingText({ ...node, source: "x".repeat(100_000) }, extractive("Waits.")).length).toBeLessThan(
      2_000,
    );
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
