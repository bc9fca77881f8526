import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { runDoctor } from "../doctor/run-doctor.js";
import { StemmaProject } from "../project/stemma-project.js";
import { repairData } from "./repair-data.js";

const FILES: Readonly<Record<string, string>> = {
  "shop/prices.py": `def price_of(item):
    """Price of an item in cents."""
    return rounded(item.price)


def rounded(price):
    """Rounds a price."""
    return round(price)
`,
  "shop/basket.py": `class Basket:
    """What a customer wants to buy."""

    def total(self):
        """Sum of all prices."""
        return sum(item.price for item in self.items)
`,
};
const limitMs = 180_000;

let place: string;
let documented: string;
let root: string;
let state: string;
let nodes: number;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "stemma-repair-"));
  documented = join(place, "documented");
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(documented, path)), { recursive: true });
    await writeFile(join(documented, path), text);
  }
  nodes = (await document(documented)).index.written;
  await writeIndex(join(documented, ".stemma", "chroma"));
  // The history takes the changed configuration.
  await document(documented);
}, limitMs);
afterAll(() => rm(place, { recursive: true, force: true }));
beforeEach(async () => {
  root = await mkdtemp(join(place, "tree-"));
  await cp(documented, root, { recursive: true });
  state = join(root, ".stemma");
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A small index stays in Chroma's log unless it is told otherwise. */
async function writeIndex(chromaDirectory: string): Promise<void> {
  const chroma = await openChroma(chromaDirectory);
  for (const collection of await chroma.listCollections())
    await collection.modify({ configuration: { hnsw: { sync_threshold: 2, batch_size: 2 } } });
  await chroma.close();
  const again = await openChroma(chromaDirectory);
  for (const collection of await again.listCollections()) await collection.count();
  await again.close();
}

async function removeIndex(): Promise<void> {
  const chroma = join(state, "chroma");
  const entries = await readdir(chroma, { withFileTypes: true });
  const indexes = entries.filter((entry) => entry.isDirectory());
  expect(indexes).toHaveLength(1);
  for (const { name } of indexes) await rm(join(chroma, name), { recursive: true });
}

async function search(): Promise<string[]> {
  await using project = await StemmaProject.openNearest(root);
  return (await project.search("sum of all prices", { limit: nodes })).map(({ symbol }) => symbol);
}

async function document(tree = root) {
  await using project = await StemmaProject.create(tree);
  return await project.document();
}

const indexCheck = async () => (await runDoctor(root)).find(({ name }) => name === "Index");

describe("the index of a tree whose vectors are damaged", () => {
  it(
    "is named by the doctor and by the search, with the command that heals it; the cache does, embedding nothing",
    async () => {
      expect(await indexCheck()).toMatchObject({ isFine: true });
      await removeIndex();
      const damaged = { isFine: false, advice: expect.stringContaining("stemma repair") };
      expect(await indexCheck()).toMatchObject(damaged);
      // The first stage and the cache answer without the index; without them it is needed.
      expect(await search()).toHaveLength(nodes);
      await rm(join(state, "first-stage.sqlite"));
      await expect(search()).rejects.toMatchObject({
        code: "INDEX_DAMAGED",
        advice: expect.stringContaining("stemma repair"),
      });
      expect(await indexCheck()).toMatchObject({
        ...damaged,
        found: expect.stringContaining("set aside in"),
      });
      const { collections } = await repairData(root);
      expect(collections).toMatchObject([{ withoutVector: [], fromHistory: 0, directionsOnly: 0 }]);
      const [{ fromLog, fromCache }] = collections as [(typeof collections)[0]];
      expect(fromCache).toBeGreaterThan(0);
      expect(fromLog + fromCache).toBe(nodes);
      expect(await indexCheck()).toMatchObject({ isFine: true });
      expect(await search()).toHaveLength(nodes);
      const again = await document();
      expect(again.index).toMatchObject({ written: 0, unchanged: nodes, removed: 0, embedded: 0 });
      expect(again.history).toMatchObject({ outcome: "unchanged" });
      expect((await repairData(root)).collections).toEqual([]);
    },
    limitMs,
  );

  it(
    "is healed by the history where there is no cache",
    async () => {
      await removeIndex();
      await rm(join(state, "embeddings.sqlite"));
      const [repaired] = (await repairData(root)).collections;
      expect(repaired).toMatchObject({ withoutVector: [], fromCache: 0 });
      expect(repaired?.fromHistory).toBeGreaterThan(0);
      expect(await search()).toHaveLength(nodes);
      expect((await document()).index).toMatchObject({ written: 0, unchanged: nodes });
    },
    limitMs,
  );

  it(
    "names what is nowhere, and documenting embeds that again",
    async () => {
      await removeIndex();
      await rm(join(state, "embeddings.sqlite"));
      await rm(join(state, "history"), { recursive: true });
      const [repaired] = (await repairData(root)).collections;
      const lost = repaired?.withoutVector ?? [];
      expect(lost.length).toBeGreaterThan(0);
      expect(await indexCheck()).toMatchObject({ isFine: false });
      expect((await document()).index).toMatchObject({ written: lost.length });
      expect(await search()).toHaveLength(nodes);
      expect(await indexCheck()).toMatchObject({ isFine: true });
    },
    limitMs,
  );

  it(
    "is moved aside with its database when that can't be read, and documenting makes it anew",
    async () => {
      await truncate(join(state, "chroma", "chroma.sqlite3"), 100_000);
      expect(await indexCheck()).toMatchObject({
        isFine: false,
        advice: expect.stringContaining("stemma repair"),
      });
      const { movedAside } = await repairData(root);
      expect(await readdir(movedAside ?? "")).toContain("chroma.sqlite3");
      expect((await document()).index).toMatchObject({ embedded: 0 });
      expect(await search()).toHaveLength(nodes);
    },
    limitMs,
  );
});
