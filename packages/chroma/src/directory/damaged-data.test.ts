import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, readdir, readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { silentLogger } from "@stemma/core";
import {
  createIsolatedDirectory,
  expectNoLeaks,
  type IsolatedDirectory,
  RecordingLogger,
} from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";
import { startTestPython, type TestPython, venvProgram } from "../test-python.fixture.js";
import { vectorAt } from "../vectors/vector-batch.js";
import { inspectDirectory } from "./inspect-directory.js";
import { repairDirectory } from "./repair-directory.js";

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_value, index) => `id${from + index}`);
const vectors = (count: number): Float32Array =>
  Float32Array.from({ length: count * 8 }, (_value, index) => Math.sin(index * 7.3));

let python: TestPython;
let directory: IsolatedDirectory;
let sound: string;
let damaged: string;
let copies = 0;

beforeAll(async () => {
  python = await startTestPython();
  directory = await createIsolatedDirectory();
  sound = join(directory.path, "sound");
  const chroma = await openChroma(sound, { python });
  // Written to disk after 50 records and not after 1,000.
  const configuration = { hnsw: { sync_threshold: 50, batch_size: 10 } };
  const notes = await chroma.createCollection({ name: "notes", configuration });
  for (let start = 0; start < 300; start += 60)
    await notes.add({
      ids: ids(start, start + 60),
      embeddings: vectors(300).subarray(start * 8, (start + 60) * 8),
      documents: ids(start, start + 60).map((id) => id.replace("id", "text ")),
    });
  await chroma.close();
}, 120_000);
afterAll(async () => {
  await python.close();
  await directory.remove();
});
beforeEach(async () => {
  copies += 1;
  damaged = join(directory.path, `damaged${copies}`);
  await cp(sound, damaged, { recursive: true });
});

async function indexFolder(): Promise<string> {
  const entries = await readdir(damaged, { withFileTypes: true });
  return join(damaged, entries.find((entry) => entry.isDirectory())?.name ?? "none");
}
const inIndex = (name: string, length: number) => async () =>
  truncate(join(await indexFolder(), name), length);
const inDirectory = (name: string, length: number) => () => truncate(join(damaged, name), length);

/** Every file with a hash of its content, but the lock; none where there is no folder. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && entry.name !== "stemma.lock");
  const read = files.map(async ({ parentPath, name }) => [
    join(parentPath, name),
    createHash("sha256")
      .update(await readFile(join(parentPath, name)))
      .digest("hex"),
  ]);
  return Object.fromEntries((await Promise.all(read)) as [string, string][]);
}

describe("a damaged data directory", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["with a database cut in half", inDirectory("chroma.sqlite3", 100_000)],
    ["with an empty database beside its indexes", inDirectory("chroma.sqlite3", 0)],
    ["without the database of its indexes", () => rm(join(damaged, "chroma.sqlite3"))],
  ])("%s is refused before Chroma sees it, and nothing in it is changed", async (_what, damage) => {
    await damage();
    const before = await contentOf(damaged);
    await expect(openChroma(damaged, { python })).rejects.toMatchObject({
      code: "DATA_DIRECTORY_UNUSABLE",
      operationName: "OpenClient",
      message: expect.stringContaining(damaged),
    });
    expect(await contentOf(damaged)).toEqual(before);
    await expectNoLeaks({ directory: damaged });
    const next = await openChroma(sound, { python });
    expect(await (await next.getCollection({ name: "notes" })).count()).toBe(300);
    await next.close();
  });
});

const damages: [string, () => Promise<unknown>][] = [
  ["without the index of its collection", async () => rm(await indexFolder(), { recursive: true })],
  ["without the ids of an index", async () => rm(join(await indexFolder(), "index_metadata.pickle"))],
  ["with ids that can't be read", inIndex("index_metadata.pickle", 100)],
  ["with an index cut in half", inIndex("data_level0.bin", 20_000)],
  ["with an index without its header", inIndex("header.bin", 0)],
  ["with an index without lengths", inIndex("length.bin", 0)],
  ["with links that end in the middle", inIndex("link_lists.bin", 1_300)],
  ["with no links at all", inIndex("link_lists.bin", 0)],
];

describe("a data directory with a damaged index", () => {
  it.each(damages)(
    "%s opens without it, and everything that needs no vector goes on",
    async (_what, damage) => {
      await damage();
      const index = await contentOf(await indexFolder());
      const logger = new RecordingLogger();
      const chroma = await openChroma(damaged, { python, logger });
      const [warning] = logger.records("warn");
      expect(warning).toMatchObject({ fields: { location: damaged, collection: "notes" } });
      const folder = String(warning?.fields.folder);
      const kept = await contentOf(join(folder, "index"));
      expect(Object.values(kept)).toEqual(Object.values(index));

      const notes = await chroma.getCollection({ name: "notes" });
      expect(await notes.count()).toBe(300);
      expect((await notes.get({ include: ["documents"], limit: 2 })).documents).toEqual(["text 0", "text 1"]);
      const refused = {
        code: "INDEX_DAMAGED",
        message: expect.stringContaining(folder),
        advice: expect.stringContaining("stemma repair"),
      };
      await expect(notes.query({ queryEmbeddings: vectors(1) })).rejects.toMatchObject(refused);
      await expect(notes.get({ include: ["embeddings"] })).rejects.toMatchObject(refused);
      await expect(notes.add({ ids: ["new"], embeddings: vectors(1) })).rejects.toMatchObject(refused);
      await expect(notes.delete({ ids: ["id1"] })).rejects.toMatchObject(refused);

      const other = await chroma.createCollection({ name: "other" });
      await other.add({ ids: ["a"], embeddings: vectors(1) });
      expect((await other.query({ queryEmbeddings: vectors(1), nResults: 1 })).ids).toEqual([["a"]]);
      await chroma.close();
      await expectNoLeaks({ directory: damaged });
    },
  );

  it.each(damages)("%s is healed with the vectors that a caller has", async (_what, damage) => {
    await damage();
    const link = { python, logger: silentLogger };
    expect(await inspectDirectory(damaged, link)).toMatchObject([{ name: "notes", setAside: [] }]);
    const asked: string[] = [];
    const steps: string[] = [];
    const given = vectors(300);
    const [repaired, ...more] = await repairDirectory(damaged, link, {
      findVectors: ({ collection, ids: wanted, documents }) => {
        expect(collection).toMatchObject({ name: "notes", tenant: "default_tenant", dimension: 8 });
        expect(documents).toEqual(wanted.map((id) => id.replace("id", "text ")));
        asked.push(...wanted);
        return Promise.resolve(new Map(wanted.map((id) => [id, vectorAt(given, 8, Number(id.slice(2)))])));
      },
      onProgress: (step) => steps.push(step),
    });
    expect(more).toEqual([]);
    expect(repaired).toMatchObject({ name: "notes", fromCaller: asked.length, withoutVector: [] });
    expect((repaired?.fromLog ?? 0) + (repaired?.fromIndex ?? 0) + asked.length).toBe(300);
    expect(steps).toEqual(["looking for vectors", "building"]);
    const chroma = await openChroma(damaged, { python });
    const found = await (await chroma.getCollection({ name: "notes" })).get({ include: ["embeddings"] });
    found.ids.forEach((id, row) => {
      expect(vectorAt(found.embeddings, 8, row)).toEqual(vectorAt(given, 8, Number(id.slice(2))));
    });
    await chroma.close();
    expect(await inspectDirectory(damaged, link)).toEqual([]);
    expect(await repairDirectory(damaged, link)).toEqual([]);
  });

  it("names the records whose vector nobody has, and asks for them when they are needed", async () => {
    await rm(await indexFolder(), { recursive: true });
    const link = { python, logger: silentLogger };
    const [repaired] = await repairDirectory(damaged, link);
    expect(repaired?.withoutVector).toContain("id0");
    const chroma = await openChroma(damaged, { python });
    const notes = await chroma.getCollection({ name: "notes" });
    expect((await notes.get({ ids: ["id0"] })).documents).toEqual(["text 0"]);
    await expect(notes.get({ ids: ["id0"], include: ["embeddings"] })).rejects.toMatchObject({
      code: "INDEX_DAMAGED",
    });
    await notes.upsert({
      ids: [...(repaired?.withoutVector ?? [])],
      embeddings: vectors(repaired?.withoutVector.length ?? 0),
    });
    expect((await notes.get({ include: ["embeddings"] })).ids).toHaveLength(300);
    await chroma.close();
    expect(await inspectDirectory(damaged, link)).toEqual([]);
  });

  it("is not repaired while it is open", async () => {
    await rm(await indexFolder(), { recursive: true });
    const chroma = await openChroma(damaged, { python });
    const locked = { code: "DATA_DIRECTORY_LOCKED" };
    await expect(repairDirectory(damaged, { python, logger: silentLogger })).rejects.toMatchObject(locked);
    await chroma.close();
  });
});

/** Files may not grow past a limit: what a full disk is to those who write. The signal of the limit is ignored, as on a real one. */
const limited = `
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
os.execv(sys.argv[2], sys.argv[2:])
`;
const fillUp = `
import("@stemma/chroma").then(async ({ openChroma }) => {
  const chroma = await openChroma(process.argv[1]);
  const notes = await chroma.getCollection({ name: "notes" });
  const codes = [];
  const failed = (error) => { codes.push(error.code); };
  let written = 300;
  for (let start = 0; codes.length === 0 && start < 20_000; start += 100) {
    const ids = Array.from({ length: 100 }, (_value, index) => "more" + (start + index));
    const documents = ids.map((id) => id.repeat(200));
    const embeddings = new Float32Array(800).fill(1);
    await notes.add({ ids, documents, embeddings }).then(() => { written += 100; }, failed);
  }
  await chroma.createCollection({ name: "no-room-for-this" }).catch(failed);
  const names = (await chroma.listCollections()).map(({ name }) => name);
  await chroma.close();
  process.stdout.write(JSON.stringify({ codes, names, written }));
});`;

describe("a full disk", () => {
  it("is DATA_DIRECTORY_UNUSABLE, and what was written is there when there is room again", async () => {
    const limit = String(1_000_000);
    const { stdout } = await promisify(execFile)(
      venvProgram("python"),
      ["-c", limited, limit, process.execPath, "-e", fillUp, damaged],
      { cwd: fileURLToPath(new URL(".", import.meta.url)) },
    );
    const told = JSON.parse(stdout) as { codes: string[]; names: string[]; written: number };
    expect(told.codes.length).toBeGreaterThan(0);
    expect(new Set(told.codes)).toEqual(new Set(["DATA_DIRECTORY_UNUSABLE"]));
    expect(told.names).toContain("notes");
    const chroma = await openChroma(damaged, { python });
    const notes = await chroma.getCollection({ name: "notes" });
    const count = await notes.count();
    // The piece that failed may stand in Chroma's log all the same.
    expect([told.written, told.written + 100]).toContain(count);
    await notes.upsert({ ids: ["room again"], embeddings: vectors(1) });
    expect(await notes.count()).toBe(count + 1);
    await chroma.close();
  }, 120_000);
});
