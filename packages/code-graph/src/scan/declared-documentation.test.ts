import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { ScanCache } from "../facts/scan-cache.js";
import { scanTree } from "./scan-tree.js";

const HEADER = `/** Opens it. @param n how many */
int open_it(int n);
namespace m { class Tool { public:
  /// Uses it.
  void use();
  void own(); ///< Said behind it.
}; }
`;
const SOURCE = `#include "a.h"
int open_it(int n) { return n; }
void m::Tool::use() {}
// Its own words.
void m::Tool::own() {}
static int quiet() { return 1; }
`;

describe("what a header says of a function that another file defines", () => {
  let root: string;
  let graph: SqliteGraphStore;
  let facts: ScanCache;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "stemma-declared-"));
    graph = await SqliteGraphStore.open(":memory:");
    facts = await ScanCache.open(join(root, ".facts.log"));
    write("a.h", HEADER);
    write("a.cc", SOURCE);
  });
  afterEach(async () => {
    await facts.close();
    await graph.close();
    rmSync(root, { recursive: true });
  });

  const write = (path: string, text: string): void => {
    writeFileSync(join(root, path), text);
  };
  const scanned = async (): Promise<Record<string, string | null>> => {
    await scanTree(root, graph, { facts });
    const nodes = await graph.readNodes({ labels: ["FUNCTION"] });
    return Object.fromEntries(nodes.map(({ name, docstring }) => [name, docstring]));
  };

  it("is its documentation where it has none of its own", async () => {
    expect(await scanned()).toEqual({
      open_it: "Opens it. @param n how many",
      use: "Uses it.",
      own: "Its own words.",
      quiet: null,
    });
  });

  it("follows the header, which alone was edited, and goes with it", async () => {
    const before = await scanned();
    const hashOf = async (): Promise<string | undefined> =>
      (await graph.readNodes({ ids: ["a.cc#open_it"] }))[0]?.sourceHash;
    const hash = await hashOf();
    write("a.h", HEADER.replace("Opens it.", "Opens them."));
    expect(await scanned()).toEqual({ ...before, open_it: "Opens them. @param n how many" });
    expect(await hashOf()).not.toBe(hash);
    rmSync(join(root, "a.h"));
    expect(await scanned()).toEqual({ ...before, open_it: null, use: null });
    write("a.h", HEADER);
    expect(await scanned()).toEqual(before);
    expect(await hashOf()).toBe(hash);
  });

  it("is nothing where two headers say different things", async () => {
    write("b.h", "/** Something else. */\nint open_it(int n);\n");
    expect((await scanned())["open_it"]).toBeNull();
  });
});
