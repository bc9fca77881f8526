import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { hasErrorCode } from "@stemma/core";
import { FactsBuilder } from "./facts-builder.js";
import { FactsFile } from "./facts-file.js";
import type { FileFacts } from "./file-facts.js";

function factsOf(docstring: string): FileFacts {
  const builder = new FactsBuilder();
  builder.docstring = docstring;
  builder.addScope("module", -1, -1);
  for (const name of ["constructor", "__proto__", "x"]) builder.bind(0, name, 1, 0, ["unknown"]);
  return builder.build("x\n", false);
}

describe("FactsFile", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-facts-"));
    path = join(folder, "facts.log");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function docstringsAfterReopening(keys: readonly string[]): Promise<(string | null | undefined)[]> {
    await using store = await FactsFile.open(path);
    const found = await store.read(keys);
    return keys.map((key) => found.get(key)?.docstring);
  }

  async function add(entries: Readonly<Record<string, string>>, used = Object.keys(entries)): Promise<void> {
    await using store = await FactsFile.open(path);
    await store.finishScan(new Map(Object.entries(entries).map(([key, text]) => [key, factsOf(text)])), used);
  }

  it("gives back what earlier scans added, with names that objects have by nature", async () => {
    await add({ a: "first\nline" });
    await add({ b: "second" });
    await using store = await FactsFile.open(path);
    const found = await store.read(["a", "b", "c"]);
    expect([...found.keys()]).toEqual(["a", "b"]);
    expect(found.get("a")?.docstring).toBe("first\nline");
    expect(Object.keys(found.get("a")?.scopes[0]?.names ?? {})).toEqual(["constructor", "__proto__", "x"]);
  });

  it.each([1, 10, 60])(
    "takes an entry that a crash cut short by %i bytes for unknown, and goes on",
    async (bytes) => {
      await add({ a: "first" });
      await add({ b: "second" });
      await truncate(path, (await stat(path)).size - bytes - 1);
      expect(await docstringsAfterReopening(["a", "b"])).toEqual(["first", undefined]);
      await add({ b: "second again" }, ["a", "b"]);
      expect(await docstringsAfterReopening(["a", "b"])).toEqual(["first", "second again"]);
    },
  );

  it("takes an entry with a flipped bit for unknown", async () => {
    await add({ a: "first" });
    const content = await readFile(path);
    const at = content.indexOf("first");
    content[at] = (content[at] ?? 0) ^ 1;
    await writeFile(path, content);
    expect(await docstringsAfterReopening(["a"])).toEqual([undefined]);
  });

  it("begins anew where another release or another program wrote", async () => {
    await writeFile(path, "something else\na 0123456789abcdef{}\n");
    expect(await docstringsAfterReopening(["a"])).toEqual([undefined]);
    await add({ a: "first" });
    expect(await docstringsAfterReopening(["a"])).toEqual(["first"]);
  });

  it("writes nothing when nothing changed", async () => {
    await add({ a: "first" });
    const before = await stat(path, { bigint: true });
    await using store = await FactsFile.open(path);
    await store.finishScan(new Map(), ["a"]);
    expect((await stat(path, { bigint: true })).mtimeNs).toBe(before.mtimeNs);
  });

  it("keeps what another branch needs, until far more is unused than used", async () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`k${index}`, "x"]));
    await add(many);
    await add({ z: "other branch" }, ["z", ...Object.keys(many).slice(0, 100)]);
    expect(await docstringsAfterReopening(["k599"])).toEqual(["x"]);
    await add({}, ["z"]);
    expect(await docstringsAfterReopening(["k0", "z"])).toEqual([undefined, "other branch"]);
    expect(await readdir(folder)).toEqual(["facts.log"]);
  });

  it("does not mind lines that are no entries", async () => {
    await add({ a: "first" });
    await appendFile(path, "\n\nnonsense\n b\n");
    expect(await docstringsAfterReopening(["a", "", "nonsense"])).toEqual(["first", undefined, undefined]);
  });

  it("refuses to work after close", async () => {
    const store = await FactsFile.open(path);
    await store.close();
    await store.close();
    expect(hasErrorCode(await store.read(["a"]).catch((error: unknown) => error), "CLOSED")).toBe(true);
  });
});
