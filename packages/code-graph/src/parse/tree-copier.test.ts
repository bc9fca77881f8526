import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Language, Parser, type TreeCursor } from "web-tree-sitter";
import { LANGUAGES, languageOf } from "../languages/language-table.js";
import type { SyntaxNode, SyntaxTree } from "./syntax-tree.js";
import { TreeCopier } from "./tree-copier.js";
import { memoryOf } from "./tree-sitter-memory.js";

const EMOJI = "# 🦀 é\nname = '🦀'; después = (name)\ndef f(é: int = 1) -> None: return None\n";
const BROKEN = "def f(:\n  x = [1, \nclass A(B:\n\tdef\n  g(1))\n";
const SAMPLES: readonly (readonly [string, string])[] = [
  ["emoji.py", EMOJI],
  ["broken.py", BROKEN],
  ["empty.py", ""],
  ["keywords.ts", "async function* f(this: X, a?: readonly A[]) { for await (const x of y) yield* x; }\n"],
  ["jsx.tsx", "export const A = <T,>(p: P<T>) => <div {...p} onClick={() => f()}>{p.a} text</div>;\n"],
  ["a.rb", "class A::B < C\n  def é(x = '🦀') = x\n  private def y; end\nend\n"],
  ["a.php", "<p><?php namespace A; #[B] class C { function d(int $e): ?F { return $e?->g(); } } ?></p>\n"],
  ["a.cs", "namespace A; [B] record C<T>(int D) where T : E { int F => 1; async Task G() { await H(); } }\n"],
  ["a.sh", 'f() { local x="$(g "${1:-é}")"; }\ncat <<END\n$x\nEND\n'],
  ["a.kt", 'data class A<T>(val b: Int) : C() { override fun d() = "${e}é" }\n'],
  ["a.swift", 'struct A<T>: B { func c(_ d: T) -> String? { "\\(d)é" } }\n'],
  ["a.scala", 'case class A[T](b: Int) extends C { def d(e: T): Int = s"${e}é".length }\n'],
  ["a.lua", "local M = {}\nfunction M:f(x) return x .. [[é]] end\n"],
  ["a.dart", "class A<T> extends B { A.c(this.d); int e(T f) => f ?? '🦀'.length; }\n"],
  ["a.ex", 'defmodule A.B do\n  def c(d) when d > 1, do: "#{d}é"\nend\n'],
  ["a.r", "f <- function(x, ...) { x$y[['é']] }\n"],
  ["a.zig", 'pub const A = struct { x: i32, fn f(self: A) !void { _ = "é"; } };\n'],
  ["a.tf", 'resource "a" "b" { c = "${d.e}é" }\n'],
  ["broken.rb", "class A\n  def b(\n  end)\n"],
  ["broken.ts", "class A { m( { return\n}\nexport default function (\nconst a = `x${b\n"],
];

/** A node as the library's own cursor tells it: nesting, type, range and row. */
type Row = readonly [depth: number, type: string, start: number, end: number, row: number];

describe("TreeCopier", () => {
  const parsers = new Map<string, { parser: Parser; language: Language; copier: TreeCopier }>();
  const ignoredOf = new Map(LANGUAGES.map((language) => [language.name, language.grammar.ignoredTypes]));

  beforeAll(async () => {
    await Parser.init();
    for (const { name, grammar } of LANGUAGES) {
      const language = await Language.load(await readFile(require.resolve(grammar.wasm)));
      const parser = new Parser();
      parser.setLanguage(language);
      const copier = new TreeCopier(memoryOf(parser), language, grammar.ignoredTypes);
      parsers.set(name, { parser, language, copier });
    }
  });
  afterAll(() => {
    for (const { parser } of parsers.values()) parser.delete();
  });

  function bothWays(path: string, text: string): { copied: Row[]; walked: Row[] } {
    const name = languageOf(path)?.name ?? "";
    const used = parsers.get(name);
    const tree = used?.parser.parse(text) ?? null;
    if (used === undefined || tree === null) throw new Error(`No parser for ${path}`);
    const copy = used.copier.copy(tree, text);
    const cursor = tree.walk();
    const walked = walk(cursor, used.language, new Set(ignoredOf.get(name)));
    expect(copy.hasError).toBe(tree.rootNode.hasError);
    cursor.delete();
    tree.delete();
    return { copied: rowsOf(copy), walked };
  }

  it.each(SAMPLES)("copies what the library's cursor shows of %s", (path, text) => {
    const { copied, walked } = bothWays(path, text);
    expect(copied).toEqual(walked);
  });

  it.each([
    "../link/evaluate/evaluator.ts",
    "../languages/python/python-bindings.ts",
    "../cases/python/classes.txt",
  ])("copies what the library's cursor shows of a long file (%s)", async (path) => {
    const text = await readFile(`${__dirname}/${path}`, "utf8");
    const { copied, walked } = bothWays(path.endsWith(".txt") ? "cases.py" : path, text);
    expect(copied).toEqual(walked);
  });

  it("goes on when the memory has grown meanwhile", () => {
    const small = bothWays("a.py", "f(1)\n");
    const used = parsers.get("python");
    const text = "f(1)\n".repeat(100_000);
    const tree = used?.parser.parse(text) ?? null;
    expect(tree && used?.copier.copy(tree, text).size).toBe(1 + 100_000 * 5);
    tree?.delete();
    expect(bothWays("a.py", "f(1)\n")).toEqual(small);
  });
});

function walk(cursor: TreeCursor, language: Language, ignored: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const visit = (depth: number): void => {
    const { nodeType, nodeTypeId } = cursor;
    const isNamed = nodeTypeId < language.types.length && language.nodeTypeIsNamed(nodeTypeId);
    const isKept = depth === 0 || (isNamed && !ignored.has(nodeType));
    if (isKept)
      rows.push([depth, nodeType, cursor.startIndex, cursor.endIndex, cursor.startPosition.row + 1]);
    if (!cursor.gotoFirstChild()) return;
    do visit(depth + (isKept ? 1 : 0));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  };
  visit(0);
  return rows;
}

function rowsOf(tree: SyntaxTree): Row[] {
  const rows: Row[] = [];
  const visit = (node: SyntaxNode, depth: number): void => {
    rows.push([depth, tree.type(node), tree.start(node), tree.end(node), tree.startLine(node)]);
    for (const child of tree.children(node)) visit(child, depth + 1);
  };
  visit(tree.root, 0);
  return rows;
}
