import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { FileFacts } from "../../facts/file-facts.js";
import { SourceParser } from "../../parse/source-parser.js";
import { java } from "./java.js";

const SOURCE = `/*
 * Copyright 2026 Somebody.
 */
package com.x;

import java.util.List;

/**
 * Cuts what {@link Thing#part() parts} can be {@code cut}.
 *
 * <p>Twice &lt; thrice, see {@link Other}.
 * @param <T> what is cut
 */
@Deprecated
@SuppressWarnings({"a", "b"})
public abstract class Cutter<T extends Thing> extends Base<T>
    implements Runnable, Comparable<T> {
  /** Not about the method. */
  private int times; // nor this

  @Override
  public <U> U cut(
      final List<T> what, // all of them
      int... sizes) throws Exception { return null; }

  // Starts anew.
  // Slowly.
  abstract void reset();

  /* Just a comment. */
  Cutter() {}

  /** How it runs. */

  enum Mode implements Runnable { ONE { public void run() {} } }

  /** Holds a pair. */
  record Pair(int a, int b) {}

  // Apart.

  interface Marker {}
}
`;

describe("what Java definitions say of themselves", () => {
  let parser: SourceParser;
  let facts: FileFacts;
  beforeAll(async () => {
    parser = await SourceParser.create();
    facts = await parser.parse(java.grammar, SOURCE, 5_000, (tree) => java.extractFacts(tree));
  });
  afterAll(() => parser.close());

  const of = (name: string) => facts.definitions.find(({ qualifiedName }) => qualifiedName === name);

  it("takes no licence for the file's own words", () => {
    expect(facts.docstring).toBeNull();
    expect(facts.packageName).toBe("com.x");
  });

  it("takes a package's comment", async () => {
    const text = "/** All about tools. */\npackage com.x;\n";
    const info = await parser.parse(java.grammar, text, 5_000, (tree) => java.extractFacts(tree));
    expect(info.docstring).toBe("All about tools.");
  });

  it.each([
    ["Cutter", "Cuts what parts can be cut.\n\nTwice < thrice, see Other.\n@param <T> what is cut"],
    ["Cutter.cut", null],
    ["Cutter.reset", "Starts anew.\nSlowly."],
    ["Cutter.Cutter", null],
    ["Cutter.Mode", "How it runs."],
    ["Cutter.Marker", null],
    ["Cutter.Pair", "Holds a pair."],
  ])("takes the comment above %s, without its markup", (name, docstring) => {
    expect(of(name)?.docstring).toBe(docstring);
  });

  it.each([
    [
      "Cutter",
      "public abstract class Cutter<T extends Thing> extends Base<T> implements Runnable, Comparable<T>",
    ],
    ["Cutter.cut", "public <U> U cut(final List<T> what, int... sizes) throws Exception"],
    ["Cutter.reset", "abstract void reset()"],
    ["Cutter.Cutter", "Cutter()"],
    ["Cutter.Mode", "enum Mode implements Runnable"],
    ["Cutter.Mode.ONE", "ONE"],
    ["Cutter.Pair", "record Pair(int a, int b)"],
  ])("writes the head of %s on one line, without annotations", (name, signature) => {
    expect(of(name)?.signature).toBe(signature);
  });

  it("knows the lines of a definition", () => {
    expect(of("Cutter")).toMatchObject({ startLine: 14, endLine: 43 });
    expect(of("Cutter.cut")).toMatchObject({ startLine: 21, endLine: 24 });
  });
});
