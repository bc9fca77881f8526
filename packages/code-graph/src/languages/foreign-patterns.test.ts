import { describe, expect, it } from "@jest/globals";
import { readSignature } from "../testing/lua/lua-text.fixture.js";
import { isCppHeader } from "./c/c-headers.js";
import { repairBranches, repairMacros, repairStatements } from "./c/c-repair.js";
import { readSignature as readCSignature, readDocComment, readFileComment } from "./c/c-text.js";
import { commentAbove, commentOfFile } from "./definitions/comments.js";
import { DEFINITIONS_LANGUAGES } from "./definitions/definitions-table.js";
import { parseCompilerConfiguration } from "./ecmascript/compiler-configuration.js";
import { readHead, readInnerDocs } from "./rust/rust-text.js";
import { withoutBlockComments } from "./shared/block-comments.js";

const many = (text: string): string => text.repeat(1_000_000 / text.length);

/** Each of these took minutes, or never came to an end, as long as one expression looked for everything. */
describe("texts that make an expression look again and again", () => {
  it.each(["/*", '"\\', '"', "//", "/", ",", ", ", " ", "/*\n", '"\\\n', "{", "*/", "\\"])(
    "a configuration of nothing but %j",
    (text) => {
      expect(parseCompilerConfiguration(many(text))).toEqual({
        baseUrl: null,
        paths: null,
        extends: [],
        references: [],
      });
    },
    20_000,
  );

  it.each(["/*", "/* ", "*/", "/**"])(
    "a text of nothing but %j",
    (text) => {
      expect(withoutBlockComments(many(text)).length).toBeGreaterThan(0);
    },
    20_000,
  );

  it.each(["-", "--", "--\n", " ", "\n"])(
    "a head of nothing but %j",
    (text) => {
      expect(readSignature(many(text), 0, 1_000_000).length).toBeLessThanOrEqual(1);
    },
    20_000,
  );

  it.each(["#", "# ", "/*", "/**\n", "//\n", "\n", "@", "@a\n"])(
    "comments of nothing but %j",
    (text) => {
      const forms = { lines: ["#", "//"], block: ["/*", "*/"], between: /^@/ } as const;
      const whole = many(text);
      expect(commentAbove(whole, whole.length, forms) ?? "").toBeDefined();
      expect(commentOfFile(whole, -1, forms) ?? "").toBeDefined();
    },
    20_000,
  );

  it.each(["#[a]\n", "#[", "]\n", "/// a\n", "// a\n", "*/\n", "/*\n", "//!\n", "\n", "#![a]\n"])(
    "what stands above a definition of Rust, and nothing but %j",
    (text) => {
      const whole = many(text);
      expect(readHead(whole, whole.length).attributes.length).toBeLessThan(10_000);
      expect(readInnerDocs(whole, 0) ?? "").toBeDefined();
    },
    20_000,
  );

  it.each(["fun ", "..<", "~", "`", "func `", "each "])(
    "what a grammar does not know, and nothing but %j",
    (text) => {
      for (const { grammar } of DEFINITIONS_LANGUAGES)
        for (const repair of grammar.repairs ?? [])
          expect(repair(many(text))?.length ?? 0).toBeLessThanOrEqual(1_000_000);
    },
    20_000,
  );

  it.each([
    ...'/* // " * / < > ( ) # \\ A , ; : | &'.split(" ").flatMap((mark) => [mark, `${mark} `, `${mark}\n`]),
    "A(",
    "A A ",
    "LONG_NAME ",
    "class A ",
    "#if 0\n",
    "#define\\\n",
    "a::",
    "/** ",
    "///<",
    "\\param ",
  ])(
    "C of nothing but %j",
    (mark) => {
      const text = many(mark);
      for (const repair of [repairMacros, repairStatements, repairBranches])
        expect(repair(text)?.length ?? text.length).toBe(text.length);
      expect([true, false]).toContain(isCppHeader(text));
      expect(readCSignature(text, 0, text.length).length).toBeLessThanOrEqual(text.length);
      expect(
        readDocComment(`${text}\nint x;`, text.length + 1, text.length + 7)?.length ?? 0,
      ).toBeLessThanOrEqual(2 * text.length);
      expect(readFileComment(text)?.length ?? 0).toBeLessThanOrEqual(2 * text.length);
    },
    20_000,
  );

  it("takes out comments and nothing else", () => {
    expect(withoutBlockComments("a/* b */c/**/d/* e")).toBe("acd/* e");
    expect(withoutBlockComments("a/*/b*/c")).toBe("ac");
  });

  it("reads a configuration with comments, in strings and outside, and commas too many", () => {
    const text = `\uFEFF{ /* a */ "compilerOptions": { // b
      "baseUrl": "./src/*,}/", "paths": { "@/*": ["./x/*", /* , */ ], }, },
      "extends": ["a//b", "c\\"/*d"], }`;
    expect(parseCompilerConfiguration(text)).toEqual({
      baseUrl: "./src/*,}/",
      paths: { "@/*": ["./x/*"] },
      extends: ["a//b", 'c"/*d'],
      references: [],
    });
  });
});
