import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import {
  createIsolatedDirectory,
  embedAs,
  type IsolatedDirectory,
  startScriptedModel,
} from "@stemma/test-cleanup";
import { StemmaProject } from "../project/stemma-project.js";

const limitMs = 120_000;
const ownText = "Tells the warehouse to keep the parcel.";
const cancel = "shop/orders.py#cancel";

describe("an index of another model than the configured one", () => {
  let directory: IsolatedDirectory;
  let root: string;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    root = join(directory.path, "tree");
    await mkdir(join(root, "shop"), { recursive: true });
    await writeFile(join(root, "shop/orders.py"), "def cancel(order):\n    order.refund()\n");
    await writeFile(
      join(root, "shop/prices.py"),
      "def rounded(price):\n    return round(price)\n\n\ndef doubled(price):\n    return price * 2\n",
    );
  });
  afterEach(() => directory.remove());

  const withStatic = { flags: { embedder: { second: null } } };

  async function writeOwnText(): Promise<void> {
    await using chroma = await openChroma(join(root, ".stemma", "chroma"));
    const collection = await chroma.getCollection({ name: "documentation" });
    const embeddings = new Float32Array(384).fill(1);
    await collection.update({ ids: [cancel], documents: [ownText], embeddings });
  }

  async function held(): Promise<{ dimension: number | undefined; count: number; text: string | null }> {
    await using chroma = await openChroma(join(root, ".stemma", "chroma"));
    const collection = await chroma.getCollection({ name: "documentation" });
    const { documents } = await collection.get({ ids: [cancel] });
    return {
      dimension: collection.embeddingModel?.dimension,
      count: await collection.count(),
      text: documents[0] ?? null,
    };
  }

  it(
    "is refused unchanged, searchable meanwhile, and made anew by reindex, with what people wrote",
    async () => {
      {
        await using project = await StemmaProject.create(root);
        await project.document();
      }
      await writeOwnText();
      const before = await held();
      {
        await using project = await StemmaProject.create(root, withStatic);
        await expect(project.document()).rejects.toMatchObject({
          code: "EMBEDDER_CHANGED",
          advice: expect.stringContaining("stemma reindex"),
        });
        const [found] = await project.search("rounded price");
        expect(found).toMatchObject({ symbol: "rounded" });
      }
      expect(await held()).toEqual(before);
      {
        await using project = await StemmaProject.create(root, withStatic);
        const summary = await project.reindex();
        expect(summary.history).toMatchObject({ outcome: "committed" });
        expect(summary.documentation.documented).toBe(0);
      }
      expect(await held()).toEqual({ dimension: 256, count: before.count, text: ownText });
      {
        await using project = await StemmaProject.create(root, withStatic);
        const again = await project.reindex();
        expect(again.index).toMatchObject({ written: 0, removed: 0 });
        expect(again.history).toMatchObject({ outcome: "unchanged" });
      }
    },
    limitMs,
  );

  it(
    "is finished by the next run where reindex was killed after the old one was deleted",
    async () => {
      {
        await using project = await StemmaProject.create(root);
        await project.document();
      }
      await writeOwnText();
      const metadata = { path: "shop/orders.py", author: "person" };
      const kept = [{ id: cancel, document: ownText, metadata }];
      await writeFile(join(root, ".stemma", "reindex.json"), JSON.stringify(kept));
      {
        await using chroma = await openChroma(join(root, ".stemma", "chroma"));
        await chroma.deleteCollection({ name: "documentation" });
      }
      await using project = await StemmaProject.create(root, withStatic);
      await project.document();
      await project.close();
      expect(await held()).toMatchObject({ dimension: 256, text: ownText });
    },
    limitMs,
  );

  it(
    "may be of an endpoint: texts and the key go there, no secret does, and its vectors answer",
    async () => {
      await using model = await startScriptedModel(({ texts }) =>
        embedAs(texts.map((text) => [text.includes("price") ? 1 : 0.1, text.includes("order") ? 1 : 0.1])),
      );
      const token = ["ghp", "x7Kq2mNvB4tRz8Lw3pYc6hJd9sFg1aQe5uTi"].join("_");
      await writeFile(join(root, "shop/keys.py"), `def connect():\n    return Client("${token}")\n`);
      const second = {
        endpoint: model.url,
        model: "letters",
        dimension: 2,
        batch: 4,
        apiKeyVariable: "TEAM_KEY",
      };
      process.env["TEAM_KEY"] = "sk-of-the-team";
      try {
        await using project = await StemmaProject.create(root, { flags: { embedder: { second } } });
        const { index } = await project.document();
        expect(index.embedded).toBeGreaterThan(5);
        const [found] = await project.search("which order is refunded");
        expect(found).toMatchObject({ path: "shop/orders.py" });
      } finally {
        delete process.env["TEAM_KEY"];
      }
      const said = JSON.stringify(model.requests.map(({ body }) => body));
      expect(said).toContain("refund");
      expect(said).not.toContain(token);
      for (const { headers, body } of model.requests) {
        expect(headers).toMatchObject({ authorization: "Bearer sk-of-the-team" });
        expect((body as { input: string[] }).input.length).toBeLessThanOrEqual(4);
      }
      expect((await held()).dimension).toBe(2);
    },
    limitMs,
  );

  it(
    "may be left unfilled, and is filled by the next run",
    async () => {
      await using project = await StemmaProject.create(root);
      const first = await project.document({ fill: false });
      expect(first).toMatchObject({ index: { written: 0, isFilled: false }, history: null });
      const [found] = await project.search("twice the price");
      expect(found).toMatchObject({ symbol: "doubled" });
      expect(found?.matches.map(({ line }) => line)).toEqual([5, 6]);
      const { index, history } = await project.document();
      expect(index.written).toBeGreaterThan(5);
      expect(index.isFilled).toBe(true);
      expect(history).toMatchObject({ outcome: "committed" });
    },
    limitMs,
  );

  it(
    "keeps in its cache what the tree has, and gives up the rest",
    async () => {
      await using project = await StemmaProject.create(root);
      await project.document();
      await rm(join(root, "shop/prices.py"));
      await project.document();
      const leftover = join(root, ".stemma", "chroma", "chroma.sqlite3.before-1.0.0");
      await writeFile(leftover, "x");
      const dry = await project.collectGarbage({ isDryRun: true });
      expect(dry.places.map(({ path }) => path)).toEqual([project.state.embeddingCacheFile, leftover]);
      const [vectors] = dry.places;
      expect(vectors?.count).toBeGreaterThanOrEqual(3);
      const done = await project.collectGarbage();
      expect(done.places.map(({ count }) => count)).toEqual(dry.places.map(({ count }) => count));
      expect((await project.collectGarbage()).places).toEqual([]);
      const { index } = await project.document();
      expect(index).toMatchObject({ written: 0, embedded: 0 });
    },
    limitMs,
  );
});
