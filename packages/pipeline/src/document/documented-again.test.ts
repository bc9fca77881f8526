import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { scanTree } from "@stemma/code-graph";
import { RecursiveDfsProcessor } from "@stemma/dfs-processor";
import { SqliteGraphStore } from "@stemma/graph-store";
import { ExtractiveProvider } from "@stemma/llm";

const FILES: Readonly<Record<string, string>> = {
  "shop/prices.py": `def price_of(item):
    """Price of an item in cents."""
    return rounded(item.price)


def rounded(price):
    """Rounds a price."""
    return round(price)
`,
  "shop/basket.py": `from shop.prices import price_of


class Basket:
    """What a customer wants to buy."""

    def total(self):
        """Sum of all prices."""
        return sum(price_of(item) for item in self.items)

    def clear(self):
        """Takes everything out."""
        self.items = []
`,
  "tools/report.py": `def header():
    """First line of a report."""
    return "report"
`,
};

describe("a tree that is documented, edited and documented again", () => {
  let root: string;
  let graph: SqliteGraphStore;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-again-"));
    graph = await SqliteGraphStore.open(":memory:");
    for (const [path, text] of Object.entries(FILES)) await write(path, text);
    expect(await documentedIds()).toHaveLength(12);
    expect(await documentedIds()).toEqual([]);
  });
  afterEach(async () => {
    await graph.close();
    await rm(root, { recursive: true, force: true });
  });

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  async function edit(path: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(root, path), "utf8");
    expect(text).toContain(from);
    await write(path, text.replace(from, to));
  }

  /** Scans and documents; the ids of the nodes whose text was written anew. */
  async function documentedIds(): Promise<string[]> {
    await scanTree(root, graph);
    const ids: string[] = [];
    const processor = new RecursiveDfsProcessor({ graph, llm: new ExtractiveProvider() });
    const { counts } = await processor.processNode(".", {
      onDocumented: ({ documentation }) => {
        ids.push(...documentation.map(({ nodeId }) => nodeId));
      },
    });
    expect(counts.failed).toBe(0);
    return ids.sort();
  }

  it("writes only the node whose body was edited, and its file", async () => {
    await edit("shop/basket.py", "self.items = []", "self.items = list()");
    expect(await documentedIds()).toEqual(["shop/basket.py", "shop/basket.py#Basket.clear"]);
  });

  it("writes what uses a function whose summary changed, and stops where summaries stay", async () => {
    await edit("shop/prices.py", "Rounds a price.", "Rounds a price up.");
    expect(await documentedIds()).toEqual([
      "shop/prices.py",
      "shop/prices.py#price_of",
      "shop/prices.py#rounded",
    ]);
  });

  it("keeps the texts of a moved file until they are written for its new place, and touches no other", async () => {
    await rename(join(root, "tools/report.py"), join(root, "shop/report.py"));
    const { changes } = await scanTree(root, graph);
    expect(changes).toMatchObject({ nodesMoved: 2, nodesDeleted: 1 });
    const moved = ["shop/report.py", "shop/report.py#header"];
    const kept = await graph.readDocumentation({ nodeIds: moved });
    expect(kept.map(({ nodeId }) => nodeId)).toEqual(moved);
    expect(kept[1]?.text).toContain("First line of a report.");
    expect(await documentedIds()).toEqual([".", "shop", ...moved]);
    const [, header] = await graph.readDocumentation({ nodeIds: moved });
    expect(header?.text).toContain("First line of a report.");
  });

  it("writes a function again when the comment above it changed", async () => {
    await write(
      "tools/format.ts",
      "/** Pads a number. */\nexport function pad(value) {\n  return value;\n}\n",
    );
    await documentedIds();
    await edit("tools/format.ts", "Pads a number.", "Pads a text.");
    expect(await documentedIds()).toEqual(expect.arrayContaining(["tools/format.ts#pad"]));
    const [pad] = await graph.readDocumentation({ nodeIds: ["tools/format.ts#pad"] });
    expect(pad?.text).toContain("Pads a text.");
  });

  it("writes only a new function, and what tells of it: its file and the folder of that", async () => {
    await edit("tools/report.py", "def header", "def footer():\n    return 1\n\n\ndef header");
    expect(await documentedIds()).toEqual(["tools", "tools/report.py", "tools/report.py#footer"]);
  });
});
