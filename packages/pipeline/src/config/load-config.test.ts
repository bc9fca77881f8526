import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { loadConfig } from "./load-config.js";

describe("loadConfig", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "stemma-config-"));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it("fills in defaults when nothing is given", async () => {
    const { config, file } = await loadConfig(root, {}, {});
    expect(config).toEqual({
      include: [],
      exclude: [],
      workers: 20,
      collection: "documentation",
      cleartext: [],
      llm: { provider: "extractive" },
      embedder: { first: "static", second: "minilm" },
      prices: {},
    });
    expect(file).toBeNull();
  });

  it("puts flags over the environment over the file", async () => {
    await writeFile(
      join(root, "stemma.config.json"),
      JSON.stringify({ workers: 3, exclude: ["a"], timeoutMs: 5 }),
    );
    const { config } = await loadConfig(
      root,
      { workers: 5 },
      { STEMMA_WORKERS: "4", STEMMA_TIMEOUT_MS: "7" },
    );
    expect(config).toMatchObject({ workers: 5, timeoutMs: 7, exclude: ["a"] });
  });

  it("takes a flag that is undefined for one that was not given", async () => {
    await writeFile(join(root, "stemma.config.json"), JSON.stringify({ workers: 3 }));
    const { config } = await loadConfig(root, { workers: undefined, exclude: undefined }, {});
    expect(config).toMatchObject({ workers: 3, exclude: [] });
  });

  it("lets one variable change one thing of the model", async () => {
    const llm = { provider: "anthropic", model: "large", maxOutputTokens: 500 };
    await writeFile(join(root, "stemma.config.json"), JSON.stringify({ llm }));
    const { config } = await loadConfig(root, {}, { STEMMA_LLM_MODEL: "small", STEMMA_TRUST: "1" });
    expect(config.llm).toEqual({ ...llm, model: "small" });
  });

  it.each([
    ["a model without a name", '{ "llm": { "provider": "google" } }', "needs a model"],
    ["an unknown key", '{ "wrokers": 3 }', "wrokers"],
    ["a value out of range", '{ "workers": 0 }', "workers"],
    ["broken JSON", '{ "workers": ', "stemma.config.json cannot be read"],
  ])("names the fault of a file with %s", async (_what, content, named) => {
    await writeFile(join(root, "stemma.config.json"), content);
    await expect(loadConfig(root, {}, {})).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: expect.stringContaining(named),
    });
  });

  it("takes servers by URL, without their secrets", async () => {
    const graph = "neo4j+s://db.example:7687";
    expect(
      (await loadConfig(root, { graph }, { STEMMA_CHROMA: "https://chroma.example" })).config,
    ).toMatchObject({
      graph,
      chroma: "https://chroma.example",
    });
    for (const wrong of ["http://db.example", "neo4j://user:secret@db.example", "db.example"]) {
      await expect(loadConfig(root, { graph: wrong }, {})).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    }
  });

  it("refuses an environment variable that is no number", async () => {
    await expect(loadConfig(root, {}, { STEMMA_WORKERS: "many" })).rejects.toMatchObject({
      code: "CONFIG_INVALID",
    });
  });
});
