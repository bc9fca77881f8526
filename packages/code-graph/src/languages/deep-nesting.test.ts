import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SourceParser } from "../parse/source-parser.js";
import { lua } from "../testing/lua/lua.fixture.js";
import { cpp } from "./c/c.js";
import { go } from "./go/go.js";
import { java } from "./java/java.js";
import type { Language } from "./language.js";
import { LANGUAGES } from "./language-table.js";

const DEPTH = 5000;

function nested(open: string, close: string, inner = ""): string {
  return `${open}\n`.repeat(DEPTH) + inner + `${close}\n`.repeat(DEPTH);
}

const languageNamed = (name: string): Language => {
  const found = LANGUAGES.find((language) => language.name === name);
  if (found === undefined) throw new Error(`no language ${name}`);
  return found;
};

describe("sources nested deeper than the stack", () => {
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  it.each([
    ["brackets", nested("(", ")", "1")],
    ["function literals", nested("func() {", "}()", "g()")],
    ["calls", nested("g(", ")", "1")],
    ["a chain of calls", `g()${nested(".g()", "")}`],
    ["types", `1\ntype T ${nested("struct { x ", "}", "int")}`],
  ])("of Go leave the rest standing: %s", async (_, text) => {
    const source = `package m\nfunc f() { x := ${text} }\nfunc last() {}\n`;
    const facts = await parser.parse(go.grammar, source, 60_000, (tree) => go.extractFacts(tree));
    expect(facts.definitions.map(({ name }) => name)).toEqual(expect.arrayContaining(["f", "last"]));
  });

  it.each([
    ["brackets", nested("(", ")", "1")],
    ["lambdas", `${"() ->\n".repeat(DEPTH)} g()`],
    ["calls", nested("g(", ")", "1")],
    ["a chain of calls", `this${nested(".g()", "")}`],
    ["anonymous classes", nested("new Object() { Object x =", ";}", "1")],
    ["inner objects", `new A()${nested(".new A()", "")}`],
  ])("of Java leave the rest standing: %s", async (_, text) => {
    const source = `class A { void f() { Object x = ${text}; } void last() {} }\n`;
    const facts = await parser.parse(java.grammar, source, 60_000, (tree) => java.extractFacts(tree));
    expect(facts.definitions.map(({ name }) => name)).toEqual(expect.arrayContaining(["A", "f", "last"]));
  });

  it("of Java leave the rest standing: classes", async () => {
    const source = `class A { ${nested("class B {", "}")} }\nclass Last {}\n`;
    const facts = await parser.parse(java.grammar, source, 60_000, (tree) => java.extractFacts(tree));
    expect(facts.definitions.map(({ name }) => name)).toEqual(expect.arrayContaining(["A", "B", "Last"]));
  });

  it.each([
    ["brackets", nested("(", ")", "1")],
    ["lambdas", nested("[] {", "}()", "g();")],
    ["calls", nested("g(", ")", "1")],
    ["a chain of calls", `g()${nested("->g()", "")}`],
    ["blocks", `1; ${nested("{ g();", "}")} int y = 1`],
    ["lists", nested("{", "}", "1")],
    ["names", `1; a${nested("::a", "")}(); int y = 1`],
    ["types", `1; A${nested("<A", ">", "int")} y = 1`],
  ])("of C++ leave the rest standing: %s", async (_, text) => {
    const source = `void f() { auto x = ${text}; }\nvoid last() {}\n`;
    const facts = await parser.parse(cpp.grammar, source, 60_000, (tree) => cpp.extractFacts(tree));
    expect(facts.definitions.map(({ name }) => name)).toEqual(expect.arrayContaining(["f", "last"]));
  });

  it.each([
    ["classes", nested("struct A {", "};")],
    ["namespaces", nested("namespace a {", "}")],
    ["branches", nested("#if A\n", "\n#endif\n")],
    ["pointers", `int ${nested("(*", ")(int)", "p")};`],
  ])("of C++ leave the rest standing: %s", async (_, text) => {
    const source = `void f() {}\n${text}\nvoid last() {}\n`;
    const facts = await parser.parse(cpp.grammar, source, 60_000, (tree) => cpp.extractFacts(tree));
    expect(facts.definitions.map(({ name }) => name)).toEqual(expect.arrayContaining(["f", "last"]));
  });

  it.each([
    ["brackets", nested("(", ")", "1")],
    ["functions", nested("function() return", "end", " 1")],
    ["calls", nested("g(", ")", "1")],
    ["a chain of calls", `g()${nested(":g()", "")}`],
    ["tables", nested("{ x =", "}", "1")],
  ])("of Lua leave the rest standing: %s", async (_, text) => {
    const source = `function f() local x = ${text} end\nfunction last() end\n`;
    const facts = await parser.parse(lua.grammar, source, 60_000, (tree) => lua.extractFacts(tree));
    expect(facts.definitions.map(({ name }) => name)).toEqual(expect.arrayContaining(["f", "last"]));
  });

  it.each([
    ["ruby", "modules", `${nested("module A", "end")}def last; end\n`],
    ["csharp", "classes", `${nested("class A {", "}")}class last { }\n`],
    ["php", "brackets", `<?php $x = ${nested("(", ")", "1")}; function last() {}\n`],
    ["kotlin", "functions", `${nested("fun a() {", "}")}fun last() {}\n`],
    ["elixir", "blocks", `${nested("defmodule A do", "end")}def last(), do: 1\n`],
  ])("of %s, whose calls are not read, leave the rest standing: %s", async (name, _, source) => {
    const language = languageNamed(name);
    const facts = await parser.parse(language.grammar, source, 60_000, (tree) => language.extractFacts(tree));
    expect(facts.definitions.map((definition) => definition.name)).toContain("last");
  });
});
