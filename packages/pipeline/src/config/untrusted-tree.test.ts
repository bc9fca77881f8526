import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { prepareStateDirectory } from "../state/state-directory.js";
import { distrustTree, trustTree } from "../trust/trust-tree.js";
import { configSchema } from "./config-schema.js";
import { loadConfig } from "./load-config.js";

describe("the configuration of a tree that nobody has said to trust", () => {
  let base: string;
  let root: string;
  let store: string | undefined;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-trust-"));
    root = join(base, "tree");
    await mkdir(root);
    store = process.env["XDG_STATE_HOME"];
    process.env["XDG_STATE_HOME"] = join(base, "store");
  });
  afterEach(async () => {
    process.env["XDG_STATE_HOME"] = store;
    await rm(base, { recursive: true });
  });
  const environment = (own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    XDG_STATE_HOME: join(base, "store"),
    ...own,
  });
  const configure = (content: object): Promise<void> =>
    writeFile(join(root, "stemma.config.json"), JSON.stringify(content));

  /** One of each that names an address, an interpreter, a program, a place outside, or decides about money. */
  const reaching = {
    graph: "neo4j://db.example",
    chroma: "http://chroma.example",
    versions: "mysql://u@dolt.example/d",
    venv: "./.venv",
    stateDir: "../elsewhere",
    llm: {
      provider: "openai-compatible",
      model: "m",
      baseUrl: "http://llm.example/v1",
      cache: "/home/u/.bashrc",
    },
    embedder: {
      second: {
        endpoint: "http://llm.example/v1",
        model: "m",
        dimension: 3,
        apiKeyVariable: "AWS_SECRET_ACCESS_KEY",
      },
    },
    prices: { m: { input: 0, output: 0 } },
    cleartext: ["chroma.example"],
    historyLimits: { documents: 10_000_000 },
  };
  const staying = {
    $schema: "x",
    include: ["src/"],
    exclude: ["gen/"],
    workers: 3,
    timeoutMs: 5_000,
    budget: { maxTokens: 5 },
    collection: "mine",
    stateDir: "build/state",
  };

  it("knows of every setting whether it stays in the tree", () => {
    const known = [...Object.keys(reaching), ...Object.keys(staying)];
    expect(Object.keys(configSchema.shape).filter((key) => !known.includes(key))).toEqual([]);
  });

  it.each(Object.entries(reaching))("does not use %s", async (key, value) => {
    await configure({ [key]: value });
    const { config, withheld } = await loadConfig(root, {}, environment());
    expect(withheld).toEqual([key]);
    expect(config).toEqual((await loadConfig(base, {}, environment())).config);
  });

  it("uses what stays in the tree, and asks nothing", async () => {
    await configure({ ...staying, llm: { provider: "extractive" } });
    const { config, withheld } = await loadConfig(root, {}, environment());
    expect(config).toMatchObject(staying);
    expect(withheld).toEqual([]);
  });

  it.each(["dolt:", "dolt:/elsewhere"])("does not start %s", async (versions) => {
    await configure({ versions });
    expect((await loadConfig(root, {}, environment())).withheld).toEqual(["versions"]);
  });

  it("does not choose a collection on the user's server", async () => {
    await configure({ collection: "of-another-tree" });
    const { config, withheld } = await loadConfig(root, { chroma: "http://127.0.0.1:1" }, environment());
    expect(config.collection).toBe("documentation");
    expect(withheld).toEqual(["collection"]);
  });

  it("runs no program", async () => {
    const mark = join(base, "was-run");
    await writeFile(
      join(root, "stemma.config.mjs"),
      `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(mark)}, ""); export default { workers: 3 };`,
    );
    const { config, withheld } = await loadConfig(root, {}, environment());
    expect(config.workers).toBe(20);
    expect(withheld).toHaveLength(1);
    expect(existsSync(mark)).toBe(false);
  });

  it("is used after stemma trust, until it changes or the trust is taken back", async () => {
    await mkdir(join(root, "src"));
    await configure({ venv: "./one" });
    await trustTree(join(root, "src"));
    expect(await loadConfig(root, {}, environment())).toMatchObject({
      config: { venv: "./one" },
      withheld: [],
    });
    await configure({ venv: "./two" });
    expect((await loadConfig(root, {}, environment())).withheld).toEqual(["venv"]);
    await configure({ venv: "./one" });
    expect((await loadConfig(root, {}, environment())).withheld).toEqual([]);
    await distrustTree(root);
    expect((await loadConfig(root, {}, environment())).withheld).toEqual(["venv"]);
  });

  it("is not trusted by a copy elsewhere, nor by what lies in the tree", async () => {
    await configure({ venv: "./one" });
    await trustTree(root);
    const copy = join(base, "copy");
    await mkdir(copy);
    await writeFile(join(copy, "stemma.config.json"), JSON.stringify({ venv: "./one" }));
    expect((await loadConfig(copy, {}, environment())).withheld).toEqual(["venv"]);
    const inTree = environment({ XDG_STATE_HOME: "." });
    expect((await loadConfig(copy, {}, inTree)).withheld).toEqual(["venv"]);
  });

  it("is used where the caller says so: by flag, or by variable where nobody can be asked", async () => {
    await configure(reaching);
    for (const [flags, own] of [
      [{ trust: true }, {}],
      [{}, { STEMMA_TRUST: "1" }],
    ] as const) {
      const { config, withheld } = await loadConfig(root, flags, environment(own));
      expect(withheld).toEqual([]);
      expect(config).toMatchObject(reaching);
    }
    expect(
      (await loadConfig(root, { trust: false }, environment({ STEMMA_TRUST: "1" }))).withheld,
    ).not.toEqual([]);
  });

  it("takes the state that lies in a trusted tree, and that one alone", async () => {
    await mkdir(join(root, ".stemma"));
    await writeFile(join(root, ".stemma", "format.json"), JSON.stringify({ format: 1, root: "/shipped" }));
    await expect(prepareStateDirectory(root)).rejects.toMatchObject({ code: "STATE_NOT_OURS" });
    expect(await trustTree(root)).toMatchObject({ file: null, state: join(root, ".stemma") });
    expect(await prepareStateDirectory(root)).toMatchObject({ root });
    await expect(trustTree(base)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  it("refuses a file that is a link, and says so", async () => {
    await symlink("/dev/zero", join(root, "stemma.config.json"));
    await expect(loadConfig(root, {}, environment())).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: expect.stringContaining("symbolic link"),
    });
  });
});
