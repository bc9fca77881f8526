import { describe, expect, it } from "@jest/globals";
import type { SymbolChange } from "@stemma/pipeline";
import { writeChangesMarkdown } from "./write-changes-markdown.js";

const nothing = { formerId: null, documentation: null, signature: null, hasOtherSource: true };
const symbol = (over: Partial<SymbolChange>): SymbolChange => ({
  id: "a.py#price_of",
  symbol: "price_of",
  kind: "FUNCTION",
  change: "modified",
  ...nothing,
  callers: { gained: [], lost: [] },
  ...over,
});
function written(...symbols: SymbolChange[]): string {
  let text = "";
  const files = symbols.length === 0 ? [] : [{ path: "a.py", symbols }];
  const stdout = { write: (more: string) => void (text += more), isTTY: false };
  writeChangesMarkdown({ stdout }, { files, collections: [], documents: [] });
  return text;
}

describe("changes as Markdown", () => {
  it("says what changed, by file and symbol", () => {
    const text = written(
      symbol({ id: "a.py", symbol: "a.py", kind: "FILE" }),
      symbol({
        signature: { before: "def price_of(a)", after: "def price_of(a, b)" },
        documentation: [
          { text: "Says it in ", change: "same" },
          { text: "cents", change: "removed" },
          { text: "euros", change: "added" },
          { text: ".", change: "same" },
        ],
        callers: { gained: ["b.py#total"], lost: [] },
      }),
      symbol({ id: "a.py#old", symbol: "old", change: "deleted" }),
    );
    expect(text).toBe(
      [
        "### What the code says: 2 changed, 0 added, 1 removed",
        "",
        "**`a.py`**",
        "",
        "- ✏️ `price_of` function\\",
        "  `def price_of(a)` → `def price_of(a, b)`",
        "",
        "  > Says it in <del>cents</del><ins>euros</ins>.\\",
        "  now called by `b.py#total`",
        "- ➖ `old` function",
        "- ✏️ `a.py` file",
        "",
      ].join("\n"),
    );
    expect(written()).toContain("Nothing changed.");
  });

  it("takes nothing of the tree's texts for markup", () => {
    const hostile = "<img src=x> @everyone [a](http://b) `c` **d** \x1b[2J & #1";
    const text = written(symbol({ symbol: "a`b", documentation: [{ text: hostile, change: "added" }] }));
    expect(text).toContain("`` a`b ``");
    expect(text).not.toMatch(/<img|@everyone|\[a\]\(|\*\*d\*\*|\x1b|http:\/\//);
  });
});
