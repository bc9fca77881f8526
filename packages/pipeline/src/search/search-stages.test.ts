import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openChroma } from "@stemma/chroma";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { StemmaProject } from "../project/stemma-project.js";

const files = {
  "shop/prices.py":
    "def price_of(item):\n    return rounded(item.price)\n\n\ndef rounded(price):\n    return round(price)\n",
  "shop/orders.py": "def cancel(order):\n    order.refund()\n    order.state = 'cancelled'\n",
  "net/calls.py":
    "import time\n\n\ndef again(call, attempts):\n    for attempt in range(attempts):\n        time.sleep(2 ** attempt)\n        return call()\n",
};
const limitMs = 120_000;

describe("a search in two stages", () => {
  let directory: IsolatedDirectory;
  let root: string;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    root = join(directory.path, "tree");
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(root, path, ".."), { recursive: true });
      await writeFile(join(root, path), text);
    }
  });
  afterEach(() => directory.remove());

  async function answers(question: string, places = 3): Promise<string[]> {
    await using project = await StemmaProject.openNearest(root);
    return (await project.search(question, { limit: places })).map(({ path, symbol }) => `${path} ${symbol}`);
  }

  it(
    "answers before a single vector of the model is there, and a later run fills the rest",
    async () => {
      await using project = await StemmaProject.create(root);
      const controller = new AbortController();
      const stopped = project.document({
        signal: controller.signal,
        onProgress: ({ phase, finished }) => {
          if (phase === "searchable" && finished !== undefined) controller.abort();
        },
      });
      await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
      const [first] = await project.search("give a customer the money back");
      expect(first).toMatchObject({ path: "shop/orders.py" });
      expect(await project.search("bake sourdough bread")).toHaveLength(0);
      const summary = await project.document();
      expect(summary.documentation.documented).toBe(0);
      expect(summary.index.written).toBe(10);
      // The questions' candidates were embedded then already: here all of them.
      expect(summary.index.embedded).toBe(0);
      expect(await answers("wait longer before each new attempt", 1)).toEqual(["net/calls.py again"]);
    },
    limitMs,
  );

  it(
    "embeds no more than fifty texts for a question before the rest is filled, and looks at all of its candidates afterwards",
    async () => {
      const many = Array.from(
        { length: 90 },
        (_value, at) => `def step_${at}(order):\n    return order + ${at}\n`,
      );
      await writeFile(join(root, "net", "steps.py"), many.join("\n\n"));
      await using project = await StemmaProject.create(root);
      expect((await project.document({ fill: false })).index.embedded).toBe(0);
      const question = "which step comes after the order";
      const [first] = await project.search(question);
      expect(first?.path).toBe("net/steps.py");
      const { index } = await project.document();
      expect(index.written - index.embedded).toBe(36);
      expect(await project.search(question)).toHaveLength(10);
    },
    limitMs,
  );

  it(
    "needs no Chroma where the tree is as documenting left it, answers while it is filled, and follows an edit",
    async () => {
      {
        await using project = await StemmaProject.create(root);
        let during: Promise<string[]> | undefined;
        const { durationsMs } = await project.document({
          onProgress: ({ phase, finished }) => {
            // Another handle, as another process would: the working copy and Chroma's directory are in use.
            if (phase === "searchable" && finished !== undefined)
              during = answers("money rounded to the cent", 1);
          },
        });
        expect(durationsMs.searchable).toBeLessThanOrEqual(durationsMs.total);
        expect(await during).toEqual(["shop/prices.py rounded"]);
      }
      const chroma = join(root, ".stemma", "chroma");
      expect(existsSync(chroma)).toBe(true);
      await rm(chroma, { recursive: true });
      expect(await answers("money rounded to the cent", 1)).toEqual(["shop/prices.py rounded"]);
      expect(await answers("order cancelled", 10)).toContain("shop/orders.py cancel");
      expect(await answers("price_of", 1)).toEqual(["shop/prices.py price_of"]);
      expect(existsSync(chroma)).toBe(false);
      await rm(join(root, "shop", "orders.py"));
      {
        await using project = await StemmaProject.create(root);
        await project.document();
      }
      expect(await answers("order cancelled", 10)).not.toContain("shop/orders.py cancel");
    },
    limitMs,
  );

  it(
    "shows what a person wrote into the index, at once, and finds it by that after the next run",
    async () => {
      const text = "Tells the warehouse to keep the parcel.";
      const document = async (): Promise<void> => {
        await using project = await StemmaProject.create(root);
        await project.document();
      };
      await document();
      {
        await using chroma = await openChroma(join(root, ".stemma", "chroma"));
        const collection = await chroma.getCollection({ name: "documentation" });
        const embeddings = new Float32Array(384).fill(1);
        await collection.update({ ids: ["shop/orders.py#cancel"], documents: [text], embeddings });
      }
      const textOf = async (question: string): Promise<string | undefined> => {
        await using project = await StemmaProject.openNearest(root);
        return (await project.search(question)).find(({ symbol }) => symbol === "cancel")?.documentation;
      };
      expect(await textOf("order cancelled")).toBe(text);
      await document();
      expect(await answers("keep the parcel in the warehouse", 1)).toEqual(["shop/orders.py cancel"]);
      expect(await textOf("order cancelled")).toBe(text);
    },
    limitMs,
  );

  it(
    "filters before it chooses",
    async () => {
      await using project = await StemmaProject.create(root);
      await project.document();
      const filter = { paths: ["net"], kinds: ["function"] };
      const found = await project.search("sleep and call the function again", { filter });
      expect(found.map(({ symbol }) => symbol)).toEqual(["again"]);
    },
    limitMs,
  );
});
