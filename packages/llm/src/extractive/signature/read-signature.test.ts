import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readSignature } from "./read-signature.js";

/** What it takes and gives, as one line. */
function said(signature: string, name: string, language: string): string {
  const parts = readSignature(signature, name, language);
  if (parts === null) return "?";
  const parameters = parts.parameters.map(({ name: each, type }) =>
    type === "" ? each : `${each}: ${type}`,
  );
  return `${parts.isAsync ? "async " : ""}${parameters.join(" | ")} -> ${parts.returns}`;
}

describe("readSignature", () => {
  it.each([
    ["def area(self, factor: int = 1) -> float", "area", "factor: int -> float"],
    [
      "async def get(cls, *, url: str | None = None, **kwargs: Any) -> dict[str, int]",
      "get",
      "async url: str | None | **kwargs: Any -> dict[str, int]",
    ],
    ['def f(a, /, b=(1, 2), c="x, y)") -> None', "f", "a | b | c -> "],
    ['def make() -> "Circle"', "make", " -> Circle"],
    ["def f[T: (int, str)](x: Callable[[T], int]) -> T", "f", "x: Callable[[T], int] -> T"],
    ["class Circle", "Circle", "?"],
  ])("Python: %s", (signature, name, expected) => {
    expect(said(signature, name, "python")).toBe(expected);
  });

  it.each([
    ["static int run(const char *text, int n)", "run", "text: const char* | n: int -> int"],
    ["void each(int (*visit)(int), int xs[3], ...)", "each", "visit: int (*)(int) | xs: int[3] -> "],
    ["int none(void)", "none", " -> int"],
    ["struct node *next(struct node **list)", "next", "list: struct node** -> struct node *"],
    ["#define MAX(a, b)", "MAX", "a | b -> "],
    ["template <typename T> void Box<T>::put(T x, int n = 1)", "put", "x: T | n: int -> "],
    ["virtual std::string name() const override", "name", " -> std::string"],
    ["explicit Tool(const std::string& name)", "Tool", "name: const std::string& -> "],
    [
      "auto later(std::map<int, int> xs) -> std::vector<int>",
      "later",
      "xs: std::map<int, int> -> std::vector<int>",
    ],
    ["class Circle", "Circle", "?"],
  ])("C and C++: %s", (signature, name, expected) => {
    expect(said(signature, name, "c")).toBe(expected);
    expect(said(signature, name, "cpp")).toBe(expected);
  });

  it.each([
    ["async retryFailedRequest(): Promise<void>", "retryFailedRequest", "async  -> "],
    [
      "export async function diffNodes(graph: GraphStore, paths: readonly string[]): Promise<Difference>",
      "diffNodes",
      "async graph: GraphStore | paths: readonly string[] -> Promise<Difference>",
    ],
    [
      "const discover = (options: Partial<Options> = {}): Promise<Discovery>",
      "discover",
      "options: Partial<Options> -> Promise<Discovery>",
    ],
    [
      "function map<T extends (x: number) => void>(f: (x: T) => T, ...rest: T[]): Map<string, T>",
      "map",
      "f: (x: T) => T | ...rest: T[] -> Map<string, T>",
    ],
    [
      "add(key: string, { isKept }: { readonly isKept: boolean }): void",
      "add",
      "key: string | { isKept }: { readonly isKept: boolean } -> ",
    ],
    [
      "constructor(private readonly store: Store, size?: number)",
      "constructor",
      "store: Store | size: number -> ",
    ],
    ["function textOf(expression, depth = a >= b ? 1 : 2)", "textOf", "expression | depth -> "],
    [
      "export declare function toType(tree: SyntaxTree): Expression | null;",
      "toType",
      "tree: SyntaxTree -> Expression | null",
    ],
    ["#give(thread, job)", "#give", "thread | job -> "],
    ["get facts()", "facts", " -> "],
  ])("TypeScript: %s", (signature, name, expected) => {
    expect(said(signature, name, "typescript")).toBe(expected);
  });

  it.each([
    [
      "func (r *Router) Handle(method, path string, handlers ...Handler) (Route, error)",
      "Handle",
      "method: string | path: string | ...handlers: Handler -> Route, error",
    ],
    ["func Map[T any](xs []T, f func(T) T) []T", "Map", "xs: []T | f: func(T) T -> []T"],
    ["func (c *Context) Next()", "Next", " -> "],
    ["func open(string, int) (f *File, err error)", "open", "string | int -> f *File, err error"],
  ])("Go: %s", (signature, name, expected) => {
    expect(said(signature, name, "go")).toBe(expected);
  });

  it.each([
    [
      "public static <T> List<T> copyOf(final Collection<? extends T> items, int... sizes) throws IOException",
      "copyOf",
      "items: Collection<? extends T> | ...sizes: int -> List<T>",
    ],
    ["@Override public void run()", "run", " -> "],
    ["public Reader(@Nullable String name)", "Reader", "name: String -> "],
    ["Map<String, List<Integer>> groups()", "groups", " -> Map<String, List<Integer>>"],
  ])("Java: %s", (signature, name, expected) => {
    expect(said(signature, name, "java")).toBe(expected);
  });

  it("ends for any text", () => {
    const part = fc.constantFrom(
      "f",
      "(",
      ")",
      "<",
      ">",
      "[",
      "]",
      "{",
      "}",
      ",",
      ":",
      "=",
      "=>",
      "->",
      '"',
      "'",
      " ",
      "...",
    );
    const language = fc.constantFrom("python", "typescript", "go", "java");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), language, (parts, each) => {
        const read = readSignature(parts.join(""), "f", each);
        expect(read === null || Array.isArray(read.parameters)).toBe(true);
      }),
    );
  });
});
