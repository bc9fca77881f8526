import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { stampOf } from "./file-stamp.js";
import { StampColumns } from "./stamp-columns.js";
import type { StampedPlaces } from "./stamp-differences.js";
import { StampThread } from "./stamp-thread.js";

const FILES = 400;
let root: string;
let threads: StampThread[];
let started: Worker[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "stemma-stamps-"));
  await mkdir(join(root, "shop"));
  for (let file = 0; file < FILES; file++) await writeFile(join(root, `shop/${file}.py`), `a = ${file}\n`);
  [threads, started] = [[], []];
});
afterEach(async () => {
  for (const thread of threads) await thread.close();
  await rm(root, { recursive: true });
});

const hook = createRequire(__filename).resolve("@stemma/test-support/run-typescript");
const conditions = ["--conditions=@stemma/source"];
/** The real worker, compiled from its source as it is loaded: tests run without a build. */
const workerCode = [hook, join(__dirname, "stamp-worker.ts")]
  .map((path) => `require(${JSON.stringify(path)});`)
  .join(" ");

function createSourceWorker(): Worker {
  return new Worker(workerCode, { eval: true, execArgv: conditions });
}

function threadOf(createWorker: () => Worker): StampThread {
  const thread = new StampThread(() => {
    const worker = createWorker();
    started.push(worker);
    return worker;
  });
  threads.push(thread);
  return thread;
}

function placesNow(): StampedPlaces {
  const columns = ["", ...Array.from({ length: FILES }, (_, file) => `/${file}.py`)].map(
    (name) => `shop${name}`,
  );
  const stamps = (paths: readonly string[]): StampColumns =>
    StampColumns.of(new Map(paths.map((path) => [path, stampOf(join(root, path))])));
  return { root, columns: [stamps(columns.slice(0, 1)), stamps(columns.slice(1))] };
}

describe("a thread that looks at stamps", () => {
  it("starts with the second look, and finds what this one finds", async () => {
    const thread = threadOf(createSourceWorker);
    const places = placesNow();
    expect(await thread.differences(places)).toEqual([[], []]);
    expect(started).toHaveLength(0);
    expect(await thread.differences(places)).toEqual([[], []]);
    await utimes(join(root, "shop/7.py"), 1, 1);
    expect(await thread.differences(places)).toEqual([[], [7]]);
    await rm(join(root, "shop/399.py"));
    expect(await thread.differences(places)).toEqual([[0], [7, 399]]);
    expect(started).toHaveLength(1);
  });

  it("is told of other places, each question answered by its own", async () => {
    const thread = threadOf(createSourceWorker);
    const before = placesNow();
    await thread.differences(before);
    await utimes(join(root, "shop/3.py"), 1, 1);
    const after = placesNow();
    const asked = [before, after, before, after, after].map((places) => thread.differences(places));
    const [old, none] = [
      [[], [3]],
      [[], []],
    ];
    expect(await Promise.all(asked)).toEqual([old, none, old, none, none]);
  });

  it.each([
    ["may not be had", "throw"],
    ["ends", "process.exit(3)"],
    ["breaks", "throw new Error('broken')"],
    [
      "ends when it is asked",
      "require('node:worker_threads').parentPort.on('message', () => process.exit(1))",
    ],
  ])("answers by this one where it %s", async (_what, code) => {
    const thread = threadOf(() => {
      if (code === "throw") throw new Error("no threads here");
      return new Worker(code, { eval: true });
    });
    const places = placesNow();
    await utimes(join(root, "shop/7.py"), 1, 1);
    for (let look = 0; look < 3; look++) expect(await thread.differences(places)).toEqual([[], [7]]);
    expect(started.length).toBeLessThanOrEqual(1);
  });

  it("answers who waits when it is closed, and starts again", async () => {
    const thread = threadOf(createSourceWorker);
    const places = placesNow();
    await thread.differences(places);
    const waiting = thread.differences(places);
    await Promise.all([thread.close(), thread.close()]);
    expect(await waiting).toEqual([[], []]);
    expect(await thread.differences(places)).toEqual([[], []]);
    expect(started).toHaveLength(2);
  });

  it("keeps no process once it has answered", async () => {
    const program = `
      require(${JSON.stringify(hook)});
      const { Worker } = require("node:worker_threads");
      const { StampThread } = require(${JSON.stringify(join(__dirname, "stamp-thread.ts"))});
      const { StampColumns } = require(${JSON.stringify(join(__dirname, "stamp-columns.ts"))});
      const names = Array.from({ length: 400 }, (_, file) => [String(file), null]);
      const places = { root: "/nowhere", columns: [StampColumns.of(new Map(names))] };
      const thread = new StampThread(() => new Worker(${JSON.stringify(workerCode)}, { eval: true }));
      thread.differences(places).then(() => thread.differences(places))
        .then(([differing]) => console.log(differing.length));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, [...conditions, "-e", program]);
    expect(stdout).toBe("400\n");
  });
});
