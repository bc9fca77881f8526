import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { hasErrorCode } from "@stemma/core";
import { FactsBuilder } from "./facts-builder.js";
import { encodeFactsLine } from "./facts-line.js";
import type { AddedFacts } from "./facts-store.js";
import type { FileFacts } from "./file-facts.js";
import { ScanCache } from "./scan-cache.js";
import type { ScanRecord } from "./scan-record.js";

function factsOf(docstring: string): FileFacts {
  const builder = new FactsBuilder();
  builder.docstring = docstring;
  builder.addScope("module", -1, -1);
  for (const name of ["constructor", "__proto__", "x"]) builder.bind(0, name, 1, 0, ["unknown"]);
  return builder.build("x\n", false);
}

const RECORD: ScanRecord = {
  graph: "/state/graph.sqlite",
  tree: "digest",
  files: "digest of files",
  findings: {
    symbols: { FOLDER: 1, FILE: 1, CLASS: 0, FUNCTION: 0, TEXT: 0 },
    relations: {
      CONTAINS: 1,
      CLASS_DEFINITION: 0,
      FUNCTION_DEFINITION: 0,
      TEXT_DEFINITION: 0,
      CALLS: 0,
      IMPORTS: 0,
      INHERITS: 0,
      MENTIONS: 0,
    },
    withSyntaxErrors: 0,
    calls: { resolved: 0, external: 0, unresolved: 0, relationsByConfidence: {}, mostUnresolved: [] },
    imports: { inside: 0, outside: 0 },
  },
};

/** Facts as a scan hands them over; texts become docstrings. */
function added(entries: Readonly<Record<string, string>>): AddedFacts {
  const lines = Object.entries(entries).map(
    ([key, text]) => [key, encodeFactsLine(key, factsOf(text))] as const,
  );
  return { size: lines.length, lines: () => lines };
}

describe("ScanCache", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-facts-"));
    path = join(folder, "facts.log");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function docstringsAfterReopening(keys: readonly string[]): Promise<(string | null | undefined)[]> {
    await using store = await ScanCache.open(path);
    return keys.map((key) => store.read(key)?.docstring);
  }

  async function add(entries: Readonly<Record<string, string>>, used = Object.keys(entries)): Promise<void> {
    await using store = await ScanCache.open(path);
    await store.finishScan(added(entries), new Set(used), RECORD);
  }

  it("gives back what earlier scans added, with names that objects have by nature", async () => {
    await add({ a: "first\nline" });
    await add({ b: "second" });
    await using store = await ScanCache.open(path);
    expect(["a", "b", "c"].filter((key) => store.read(key) !== null)).toEqual(["a", "b"]);
    expect(store.read("a")?.docstring).toBe("first\nline");
    expect(Object.keys(store.read("a")?.scopes[0]?.names ?? {})).toEqual(["constructor", "__proto__", "x"]);
  });

  it.each([1, 10, 60])(
    "takes an entry that a crash cut short by %i bytes for unknown, and goes on",
    async (bytes) => {
      await add({ a: "first" });
      await add({ b: "second" });
      // The entry is followed by what the scan noted at its end.
      await truncate(path, (await readFile(path)).lastIndexOf("last-scan") - bytes - 1);
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

  it("does not take one entry for another, whatever lies where it should be", async () => {
    await add({ a: "first", b: "other" });
    const content = (await readFile(path, "utf8")).split("\n");
    const swapped = content.map((line) => line.replace(/^[ab] /, (key) => (key === "a " ? "b " : "a ")));
    await writeFile(path, swapped.join("\n"));
    expect(await docstringsAfterReopening(["a", "b"])).toEqual([undefined, undefined]);
  });

  it("finds entries that are longer than a megabyte", async () => {
    const long = "x".repeat(1_500_000);
    await add({ a: "first", b: long, c: "third" });
    expect(await docstringsAfterReopening(["a", "b", "c"])).toEqual(["first", long, "third"]);
  });

  it("writes nothing when nothing changed", async () => {
    await add({ a: "first" });
    const before = await stat(path, { bigint: true });
    await using store = await ScanCache.open(path);
    await store.finishScan(added({}), new Set(["a"]), RECORD);
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

  it("keeps what the last scan noted, until it is told to distrust the graph", async () => {
    await add({ a: "first" });
    {
      await using store = await ScanCache.open(path);
      expect(store.lastScan).toMatchObject(RECORD);
      await store.finishScan(added({}), new Set(["a"]), { ...RECORD, tree: "other" });
      expect(store.lastScan?.tree).toBe("other");
    }
    {
      await using store = await ScanCache.open(path);
      expect(store.lastScan?.tree).toBe("other");
      await store.distrust();
      expect(store.lastScan).toBe(null);
    }
    await using store = await ScanCache.open(path);
    expect(store.lastScan).toBe(null);
    expect(store.has("a")).toBe(true);
    expect(store.read("last-scan")).toBe(null);
  });

  it("gives what was kept beside facts with the last scan, the latest of each key", async () => {
    const kept = (key: string, content: object): AddedFacts => ({
      size: 1,
      lines: () => [[key, encodeFactsLine(key, content)]],
    });
    {
      await using store = await ScanCache.open(path);
      await store.finishScan(kept("links:1", { calls: 1 }), new Set(["links:1"]), RECORD);
      expect(store.lastScan?.readKept("links:1")).toEqual({ calls: 1 });
      await store.finishScan(kept("links:1", { calls: 2 }), new Set(["links:1"]), RECORD);
    }
    await using store = await ScanCache.open(path);
    expect(store.lastScan?.readKept("links:1")).toEqual({ calls: 2 });
    expect(store.lastScan?.readKept("links:2")).toBe(null);
  });

  it("is written anew when most of it are lines of which newer ones took the place", async () => {
    const text = "x".repeat(200_000);
    let largest = 0;
    for (let round = 0; round < 20; round++) {
      await add({ a: `${text}${round}` });
      largest = Math.max(largest, (await stat(path)).size);
    }
    expect(largest).toBeLessThan(2_500_000);
    expect(await docstringsAfterReopening(["a"])).toEqual([`${text}19`]);
  });

  it("refuses to work after close", async () => {
    const store = await ScanCache.open(path);
    await store.close();
    await store.close();
    const read = (): unknown => {
      try {
        return store.read("a");
      } catch (error) {
        return error;
      }
    };
    expect(hasErrorCode(read(), "CLOSED")).toBe(true);
  });
});
