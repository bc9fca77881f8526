import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { SourceParser } from "../parse/source-parser.js";
import { scanTree } from "./scan-tree.js";

describe("a scanned folder that is a package itself", () => {
  let parser: SourceParser;
  let folder: string;
  beforeAll(async () => {
    parser = await SourceParser.create();
    folder = mkdtempSync(join(tmpdir(), "stemma-package-"));
    for (const part of ["kit", "kit/utils"]) mkdirSync(join(folder, part));
    writeFileSync(join(folder, "kit/__init__.py"), "VERSION = 1\n");
    writeFileSync(join(folder, "kit/utils/__init__.py"), "");
    writeFileSync(join(folder, "kit/utils/text.py"), "def trim(): pass\n");
    writeFileSync(
      join(folder, "kit/main.py"),
      "import kit\nfrom kit.utils.text import trim\nfrom numpy.utils import text\n\n\ndef main():\n    trim()\n",
    );
  });
  afterAll(() => {
    parser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is imported by its name from within", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    const report = await scanTree(join(folder, "kit"), graph, { parser });
    const relations = await graph.readRelations({ types: ["IMPORTS", "CALLS"] });
    expect(relations.map(({ type, fromId, toId }) => `${fromId} ${type} ${toId}`)).toEqual([
      "main.py#main CALLS utils/text.py#trim",
      "main.py IMPORTS __init__.py",
      "main.py IMPORTS utils/text.py",
    ]);
    expect(report.imports).toEqual({ inside: 2, outside: 1 });
  });
});
