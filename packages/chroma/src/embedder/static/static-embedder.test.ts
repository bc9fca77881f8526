import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory } from "@stemma/test-cleanup";
import { vectorAt } from "../../vectors/vector-batch.js";
import { StaticEmbedder } from "./static-embedder.js";

const data = join(dirname(createRequire(__filename).resolve("@stemma/model-static/package.json")), "data");
const files = ["table.bin", "table.json", "vocabulary.txt", "characters.json"];

const product = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

describe("StaticEmbedder", () => {
  const embedder = new StaticEmbedder();

  it("has the table that its package describes", async () => {
    const described = JSON.parse(await readFile(join(data, "table.json"), "utf8")) as Record<string, string>;
    const sha256 = createHash("sha256")
      .update(await readFile(join(data, "table.bin")))
      .digest("hex");
    expect(described.sha256).toBe(sha256);
    expect(embedder.modelId).toBe(`stemma-static/${sha256.slice(0, 12)}`);
    expect(embedder.dimension).toBe(256);
  });

  it("finds the code that a question asks for", async () => {
    const code = [
      "def read_json(path):\n    with open(path) as file:\n        return json.load(file)",
      "function retryWithBackoff(fn, attempts) { for (;;) { try { return fn(); } catch (e) { sleep(2 ** n); } } }",
      "func (s *Server) Shutdown(ctx context.Context) error { return s.listener.Close() }",
    ];
    const questions = ["parse a json file", "call again after an error, waiting longer", "stop listening"];
    const vectors = await embedder.embed([...code, ...questions]);
    const nearest = questions.map((_question, at) => {
      const scores = code.map((_code, row) =>
        product(vectorAt(vectors, 256, row), vectorAt(vectors, 256, code.length + at)),
      );
      return scores.indexOf(Math.max(...scores));
    });
    expect(nearest).toEqual([0, 1, 2]);
  });

  it("gives vectors of length 1, the same in any company, and zeros for no words", async () => {
    const vectors = await embedder.embed(["closeFile", "close_file", "", " ", "closeFile"]);
    expect(product(vectorAt(vectors, 256, 0), vectorAt(vectors, 256, 0))).toBeCloseTo(1, 5);
    expect(vectorAt(vectors, 256, 4)).toEqual(vectorAt(vectors, 256, 0));
    expect(vectorAt(vectors, 256, 1)).not.toEqual(vectorAt(vectors, 256, 2));
    expect(vectorAt(vectors, 256, 2)).toEqual(new Float32Array(256));
    expect(vectorAt(vectors, 256, 3)).toEqual(new Float32Array(256));
    expect(await embedder.embed(["closeFile"])).toEqual(vectorAt(vectors, 256, 0));
  });

  it("lets others work in between, and ends at the caller's signal", async () => {
    const texts = Array.from({ length: 2_000 }, (_value, index) => `text ${index}`);
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    await expect(embedder.embed(texts, { signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    const closed = new StaticEmbedder();
    await closed.close();
    await expect(closed.embed(["a"])).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("says which file is missing or damaged", async () => {
    await using directory = await createIsolatedDirectory();
    const folder = join(directory.path, "table");
    await mkdir(folder);
    for (const file of files) {
      expect(() => new StaticEmbedder({ folder })).toThrow(
        expect.objectContaining({ code: "MODEL_MISSING" }),
      );
      await copyFile(join(data, file), join(folder, file));
    }
    expect(new StaticEmbedder({ folder }).modelId).toBe(embedder.modelId);
    await truncate(join(folder, "table.bin"), 1_000);
    expect(() => new StaticEmbedder({ folder })).toThrow(/1000 bytes/u);
    await writeFile(join(folder, "table.json"), "{");
    expect(() => new StaticEmbedder({ folder })).toThrow(expect.objectContaining({ code: "MODEL_MISSING" }));
  });
});
