import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { ScanCache } from "../facts/scan-cache.js";
import type { TextMask } from "../graph/text-mask.js";
import { scanTree } from "./scan-tree.js";

const hiding = (word: string): TextMask => ({
  version: `hides ${word}`,
  mask: (text) => text.replaceAll(word, "[hidden]"),
});

describe("a scan that masks texts", () => {
  let root: string;
  let graph: SqliteGraphStore;
  let facts: ScanCache;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-mask-"));
    graph = await SqliteGraphStore.open(":memory:");
    facts = await ScanCache.open(join(root, ".facts"));
    await writeFile(
      join(root, "a.py"),
      'KEY = "sesame"\n\ndef f(key="sesame"):\n    """Takes sesame, or cumin."""\n    return key\n',
    );
  });
  beforeEach(() => writeFile(join(root, "README.md"), "# Doors\n\nThe word that opens it is sesame.\n"));
  afterEach(async () => {
    await facts.close();
    await graph.close();
    await rm(root, { recursive: true });
  });

  const textsIn = async (): Promise<string> => JSON.stringify(await graph.readNodes({}));

  it("masks sources, docstrings and signatures, and calls the same tree unchanged", async () => {
    await scanTree(root, graph, { facts, textMask: hiding("sesame") });
    const texts = await textsIn();
    expect(texts).not.toContain("sesame");
    expect(texts.match(/\[hidden\]/g)).toHaveLength(9);
    const again = await scanTree(root, graph, { facts, textMask: hiding("sesame") });
    expect(again.changes).toMatchObject({ nodesWritten: 0, relationsWritten: 0 });
  });

  it("masks what an earlier scan let pass, though no file has changed", async () => {
    await scanTree(root, graph, { facts });
    expect(await textsIn()).toContain("sesame");
    await scanTree(root, graph, { facts, textMask: hiding("sesame") });
    expect(await textsIn()).not.toContain("sesame");
    await scanTree(root, graph, { facts, textMask: hiding("cumin") });
    expect(await textsIn()).not.toContain("cumin");
  });
});
