import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SqliteGraphStore } from "@stemma/graph-store";
import { SourceParser } from "../parse/source-parser.js";
import { impactOf } from "../questions/impact.js";
import { unusedIn } from "../questions/unused.js";
import { scanTree } from "./scan-tree.js";

const SOURCE = `
pub fn add(a: u8) -> u8 { a }
pub fn twice(a: u8) -> u8 { add(add(a)) }
#[cfg(test)]
mod tests {
    use super::*;
    fn helper() {}
    #[test]
    fn adds() { assert_eq!(add(1), 1); }
}
`;

describe("tests of Rust beside what they test", () => {
  let parser: SourceParser;
  let root: string;
  beforeAll(async () => {
    parser = await SourceParser.create();
    root = mkdtempSync(join(tmpdir(), "stemma-rust-"));
    writeFileSync(join(root, "lib.rs"), SOURCE);
  });
  afterAll(() => {
    parser.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("are told apart from what a change reaches, and are no unused code", async () => {
    await using graph = await SqliteGraphStore.open(":memory:");
    await scanTree(root, graph, { parser });
    const { reached, tests } = await impactOf(graph, ["lib.rs#add"]);
    expect(reached.map(({ id }) => id)).toEqual(["lib.rs#twice"]);
    expect(tests.map(({ id }) => id)).toEqual(["lib.rs#tests.adds"]);
    expect((await unusedIn(graph)).nodes.map(({ id }) => id)).toEqual(["lib.rs#twice"]);
  });
});
