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
import { StampThreads } from "./stamp-threads.js";

const FILES = 400;
let root: string;
let threads: StampThreads[];
let started: Worker[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "stemma-stamps-"));
  await mkdir(join(root, "shop"));
  for (let file = 0; file < FILES; file++) await writeFile(join(root, `shop/${file}.py`), `a = ${file}\n`);
  [threads, started] = [[], []];
});
afterEach(async () => {
  for (const looking of threads) await looking.close();
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

function threadsOf(createWorker: () => Worker): StampThreads {
  const looking = new StampThreads(() => {
    const worker = createWorker();
    started.push(worker);
    return worker;
  });
  threads.push(looking);
  return looking;
}

function placesNow(): StampedPlaces {
  const columns = ["", ...Array.from({ length: FILES }, (_, file) => `/${file}.py`)].map(
    (name) => `shop${name}`,
  );
  const stamps = (paths: readonly string[]): StampColumns =>
    StampColumns.of(new Map(paths.map((path) => [path, stampOf(join(root, path))])));
  return { root, columns: [stamps(columns.slice(0, 1)), stamps(columns.slice(1))] };
}

describe("threads that look at stamps", () => {
  it("start with the second look, and find what this one finds", async () => {
    const looking = threadsOf(createSourceWorker);
    const places = placesNow();
    expect(await looking.differences(places)).toEqual([[], []]);
    expect(started).toHaveLength(0);
    expect(await looking.differences(places)).toEqual([[], []]);
    await utimes(join(root, "shop/7.py"), 1, 1);
    expect(await looking.differences(places)).toEqual([[], [7]]);
    await rm(join(root, "shop/399.py"));
    expect(await looking.differences(places)).toEqual([[0], [7, 399]]);
    expect(started).toHaveLength(2);
  });

  it("are told of other places, each question answered by its own", async () => {
    const looking = threadsOf(createSourceWorker);
    const before = placesNow();
    await looking.differences(before);
    await utimes(join(root, "shop/3.py"), 1, 1);
    const after = placesNow();
    const asked = [before, after, before, after, after].map((places) => looking.differences(places));
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
  ])("leave it to this one where a thread %s", async (_what, code) => {
    const looking = threadsOf(() => {
      if (code === "throw") throw new Error("no threads here");
      return new Worker(code, { eval: true });
    });
    const places = placesNow();
    await utimes(join(root, "shop/7.py"), 1, 1);
    for (let look = 0; look < 3; look++) expect(await looking.differences(places)).toEqual([[], [7]]);
    expect(started.length).toBeLessThanOrEqual(2);
  });

  it("answer who waits when they are closed, and start again", async () => {
    const looking = threadsOf(createSourceWorker);
    const places = placesNow();
    await looking.differences(places);
    const waiting = looking.differences(places);
    await Promise.all([looking.close(), looking.close()]);
    expect(await waiting).toEqual([[], []]);
    expect(await looking.differences(places)).toEqual([[], []]);
    expect(started).toHaveLength(4);
  });

  it("keep no process once they have answered", async () => {
    const program = `
      require(${JSON.stringify(hook)});
      const { Worker } = require("node:worker_threads");
      const { StampThreads } = require(${JSON.stringify(join(__dirname, "stamp-threads.ts"))});
      const { StampColumns } = require(${JSON.stringify(join(__dirname, "stamp-columns.ts"))});
      const names = Array.from({ length: 400 }, (_, file) => [String(file), null]);
      const places = { root: "/nowhere", columns: [StampColumns.of(new Map(names))] };
      const looking = new StampThreads(() => new Worker(${JSON.stringify(workerCode)}, { eval: true }));
      looking.differences(places).then(() => looking.differences(places))
        .then(([differing]) => console.log(String(differing.length)));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, [...conditions, "-e", program]);
    expect(stdout).toBe("400\n");
  });
});
