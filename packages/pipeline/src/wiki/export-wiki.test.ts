import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type CodeNode, type NodeLabel, type Relation, SqliteGraphStore } from "@stemma/graph-store";
import { Origins } from "../origin/origins.js";
import { exportWiki } from "./export-wiki.js";

function node(id: string, label: NodeLabel, startLine: number | null = null): CodeNode {
  const [path = id, symbol] = id.split("#");
  const name = (symbol ?? path).split(/[./]/u).at(-1) ?? id;
  return {
    id,
    label,
    path,
    name: symbol === undefined ? (path.split("/").at(-1) ?? path) : name,
    language: label === "FOLDER" ? null : "python",
    startLine,
    endLine: startLine,
    signature: symbol === undefined ? null : `def ${name}()`,
    docstring: null,
    source: "",
    sourceHash: id,
  };
}

describe("the wiki of a tree", () => {
  let graph: SqliteGraphStore;
  let directory: string;
  beforeEach(async () => {
    graph = await SqliteGraphStore.open(":memory:");
    directory = await mkdtemp(join(tmpdir(), "stemma-wiki-"));
  });
  afterEach(async () => {
    await graph.close();
    await rm(directory, { recursive: true });
  });

  async function document(
    nodes: readonly CodeNode[],
    relations: readonly Relation[] = [],
    says = (id: string): string => `Says of ${id}.`,
  ): Promise<void> {
    await graph.applyChanges({ upsertNodes: nodes, upsertRelations: relations });
    const session = await graph.openSession();
    const common = {
      textHash: "",
      summaryHash: "",
      nodeKey: "",
      provider: "p",
      model: "m",
      isPartial: false,
    };
    await session.record({
      documentation: nodes.map(({ id }) => {
        return { nodeId: id, text: says(id), summary: says(id), ...common, createdAtMs: 0 };
      }),
    });
    await session.close();
  }

  const export_ = () => {
    const origins = new Origins({
      madeHereFile: join(directory, "none"),
      cameByFile: join(directory, "none"),
    });
    return exportWiki({ graph, origins }, { directory, title: "tree" });
  };
  const pages = async (): Promise<string[]> =>
    (await readdir(directory, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
      .sort();
  const page = (path: string): Promise<string> => readFile(join(directory, path), "utf8");

  const tree = [
    node(".", "FOLDER"),
    node("shop", "FOLDER"),
    node("shop/prices.py", "FILE"),
    node("shop/prices.py#Tariff", "CLASS", 3),
    node("shop/prices.py#Tariff.of", "FUNCTION", 4),
    node("main.py", "FILE"),
    node("main.py#run", "FUNCTION", 9),
  ];
  const relations: Relation[] = [
    { type: "CALLS", fromId: "main.py#run", toId: "shop/prices.py#Tariff.of", confidence: 0.5 },
    { type: "IMPORTS", fromId: "main.py", toId: "shop/prices.py", confidence: 1 },
  ];

  it("has an overview, a page a folder and file, the names, and llms.txt", async () => {
    await document(tree, relations);
    expect(await export_()).toEqual({ written: 6, unchanged: 0, removed: 0, kept: [], refused: [] });
    expect(await pages()).toEqual([
      ".stemma-wiki.json",
      "README.md",
      "llms.txt",
      "symbols.md",
      "tree/main.py.md",
      "tree/shop/README.md",
      "tree/shop/prices.py.md",
    ]);
    expect(await page("README.md")).toContain("- [`shop`](tree/shop/README.md): Says of shop.");
    expect(await page("README.md")).toContain('n0["main.py"]\n  n1["shop"]\n  n0 -->|1| n1');
    const prices = await page("tree/shop/prices.py.md");
    expect(prices).toContain("[overview](../../README.md) / [`shop`](README.md)");
    expect(prices).toContain("`def of()` · lines 4–4");
    expect(prices).toContain("Called by: [`run`](../main.py.md#run) (main.py:9, confidence 0.50)");
    expect(await page("llms.txt")).toContain("> Says of ..\n\n## Parts");
  });

  it("leads nowhere that is not there", async () => {
    await document(
      [
        ...tree,
        { ...node("shop/x.py", "FILE"), id: "shop/a b#c.py", path: "shop/a b#c.py", name: "a b#c.py" },
      ],
      relations,
    );
    await export_();
    const all = await pages();
    for (const path of all.filter((name) => name.endsWith(".md"))) {
      for (const [, target = "", anchor] of (await page(path)).matchAll(/\]\(([^)#\s]+)(?:#([^)]*))?\)/gu)) {
        const place = join(dirname(path), decodeURIComponent(target));
        expect(all).toContain(place);
        const mark = anchor === undefined ? "" : `<a id="${anchor}"></a>`;
        expect(await page(place)).toContain(mark);
      }
    }
  });

  it("writes only what differs, removes what is gone, and leaves what others wrote", async () => {
    await document(tree, relations);
    await export_();
    expect(await export_()).toEqual({ written: 0, unchanged: 6, removed: 0, kept: [], refused: [] });
    await writeFile(join(directory, "notes.md"), "mine");
    await writeFile(join(directory, "symbols.md"), "edited");
    await graph.applyChanges({
      deleteNodeIds: ["shop", "shop/prices.py", "shop/prices.py#Tariff", "shop/prices.py#Tariff.of"],
    });
    const again = await export_();
    expect(again).toMatchObject({ removed: 2, kept: ["symbols.md"] });
    expect(await pages()).toEqual([
      ".stemma-wiki.json",
      "README.md",
      "llms.txt",
      "notes.md",
      "symbols.md",
      "tree/main.py.md",
    ]);
    expect(await page("symbols.md")).toBe("edited");
    expect(await page("notes.md")).toBe("mine");
  });

  it("takes over no file that was there before it", async () => {
    await writeFile(join(directory, "README.md"), "# Mine");
    await document(tree);
    expect((await export_()).kept).toEqual(["README.md"]);
    expect((await export_()).kept).toEqual(["README.md"]);
    expect(await page("README.md")).toBe("# Mine");
  });

  it("is nothing but text, whatever a tree says", async () => {
    const hostile =
      "<script>x</script> <img src=x onerror=y> ![i](http://e/p.png) [l](javascript:y) \u001b[2J `<b>` & done";
    await document(
      [node(".", "FOLDER"), node('a`"<b>.py', "FILE"), node('a`"<b>.py#f', "FUNCTION", 1)],
      [],
      () => hostile,
    );
    await export_();
    for (const path of await pages()) {
      const text = (await page(path)).replaceAll(
        /(?<!`)(`+)(?!`)[^\n]*?[^`]\1(?!`)|<a id="[^"]*"><\/a>/gu,
        "",
      );
      if (path.endsWith(".json")) continue;
      expect(text).not.toMatch(/<[a-z/]|!\[|javascript:|\u001b/u);
    }
  });

  it("leaves out pages that lead out of its folder or that no file can be, and writes the others", async () => {
    const outside = await mkdtemp(join(tmpdir(), "stemma-outside-"));
    try {
      await mkdir(join(directory, "tree"));
      await symlink(outside, join(directory, "tree", "linked"));
      const hostile = [
        "../../out.py",
        "/etc/out.py",
        "a/../../../out.py",
        "nul\0.py",
        "l".repeat(5_000),
        "linked/out.py",
      ];
      await document([
        ...tree,
        ...hostile.map((path) => node(path, "FILE")),
        node("main.py.md/in.py", "FILE"),
      ]);
      const { written, refused } = await export_();
      expect(refused).toHaveLength(hostile.length + 1);
      expect(written).toBe(6);
      expect(await readdir(outside)).toEqual([]);
      const before = await readdir(dirname(directory));
      expect(before).not.toContain("out.py.md");
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it("refuses a record that it can't read, and removes nothing outside by one", async () => {
    await document(tree);
    const outside = join(dirname(directory), `${basename(directory)}.md`);
    await writeFile(outside, "theirs");
    const hash = createHash("sha256").update("theirs").digest("hex");
    const record = { version: 1, pages: { [`../${basename(outside)}`]: hash } };
    await writeFile(join(directory, ".stemma-wiki.json"), JSON.stringify(record));
    expect(await export_()).toMatchObject({ removed: 0, refused: [`../${basename(outside)}`] });
    expect(await readFile(outside, "utf8")).toBe("theirs");
    await rm(outside);
    await writeFile(join(directory, ".stemma-wiki.json"), "{");
    await expect(export_()).rejects.toMatchObject({ code: "EXPORT_REFUSED" });
  });
});
