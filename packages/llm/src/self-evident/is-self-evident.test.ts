import { describe, expect, it } from "@jest/globals";
import { facts, reference, request } from "../testing/requests.fixture.js";
import { isSelfEvident } from "./is-self-evident.js";

const ofFunction = (language: string, source: string, docstring: string | null = null): boolean =>
  isSelfEvident(request(facts("FUNCTION", "a#f", { language, source, docstring })));
const ofFile = (language: string, source: string, docstring: string | null = null): boolean =>
  isSelfEvident(request(facts("FILE", "a", { language, source, docstring })));

describe("a node that needs no model", () => {
  it.each([
    ["python", "def f(self): pass"],
    ["python", "def f(self) -> dict[str, int]:\n    ..."],
    ["python", 'def f(self):\n    """Says it all."""\n    return self._size  # the size'],
    ["python", "def __init__(self):\n    super().__init__()"],
    ["python", "def f(self, value: int):\n    self._size = value"],
    ["python", "def f(self):\n    raise NotImplementedError"],
    ["typescript", "get size(): number {\n  return this.#size;\n}"],
    ["typescript", "constructor() { super(); }"],
    ["typescript", "close(): void {}"],
    ["java", "public int size() { return this.size; }"],
  ])("is a function that hands over what it has: %s %s", (language, source) => {
    expect(ofFunction(language, source, source.includes('"""') ? "Says it all." : null)).toBe(true);
  });

  it.each([
    ["python", "def f(self):\n    return self._size + 1"],
    ["python", "def f(x):\n    pass\n    g(x)"],
    ["python", "def f(self):\n    return self.a.b()"],
    ["typescript", "f() { return this.size ?? other(); }"],
    ["typescript", "const f = (x) => x.size"],
    ["go", "func f() error {\n\treturn g()\n}"],
  ])("is none that does something: %s %s", (language, source) => {
    expect(ofFunction(language, source)).toBe(false);
  });

  it.each([
    ["python", ""],
    ["python", "# nothing here\n"],
    [
      "python",
      'from .a import (\n    B,\n    C,\n)\nfrom .d import *\nimport os, sys\n__all__ = ["B",\n  "C"]\n',
    ],
    [
      "typescript",
      'export { a } from "./a.js";\nexport type {\n  B,\n} from "./b.js";\nexport * from "./c.js";\nimport "./d.js";\n',
    ],
    ["java", "package a.b;\n"],
  ])("is a file that only hands on: %s %j", (language, source) => {
    expect(ofFile(language, source)).toBe(true);
  });

  it.each([
    ["python", "from .a import B\nLIMIT = 3\n"],
    ["typescript", 'import { a } from "./a.js";\na();\n'],
    ["typescript", "export const limit = 3;\n"],
  ])("is no file that holds something: %s %j", (language, source) => {
    expect(ofFile(language, source)).toBe(false);
  });

  it("is none with parts", () => {
    const node = facts("FILE", "a.py", { source: "" });
    expect(isSelfEvident(request(node, { children: [reference("CLASS", "a.py#A")] }))).toBe(false);
  });
});
