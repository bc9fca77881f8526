import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import type { IndexRecord } from "../index/index-record.js";
import { LeaseBook } from "../work-items/lease-book.js";
import { FirstStage } from "./first-stage.js";

/** Holds a file as another process does that has just made it, for as long as it is told. */
const HOLD = `
const { workerData, parentPort } = require("node:worker_threads");
const { DatabaseSync } = require(workerData.sqlite);
const database = new DatabaseSync(workerData.file);
for (const statement of workerData.statements) database.exec(statement);
parentPort.postMessage("held");
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
database.exec("COMMIT");
database.close();`;

async function beside<T>(file: string, statements: readonly string[], work: () => T): Promise<T> {
  const workerData = { file, statements, sqlite: require.resolve("@photostructure/sqlite") };
  const holder = new Worker(HOLD, { eval: true, workerData });
  const ended = new Promise((resolve) => holder.once("exit", resolve));
  await new Promise((resolve) => holder.once("message", resolve));
  try {
    return work();
  } finally {
    await ended;
  }
}

describe("a file that another process makes at the same time", () => {
  let directory: IsolatedDirectory;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
  });
  afterEach(async () => {
    await directory[Symbol.asyncDispose]();
  });

  it("is waited for: a first stage", async () => {
    const file = join(directory.path, "first-stage.sqlite");
    const stage = await beside(file, ["BEGIN EXCLUSIVE", "CREATE TABLE held (a)"], () =>
      FirstStage.open(file),
    );
    expect(stage.score("anything").records).toEqual([]);
    stage.close();
  });

  it("is waited for: a book of leases", async () => {
    const file = join(directory.path, "leases.sqlite");
    const book = await beside(file, ["BEGIN EXCLUSIVE", "CREATE TABLE held (a)"], () => LeaseBook.open(file));
    expect(book.held().size).toBe(0);
    book.close();
  });

  it("keeps what the other one has written into it meanwhile", async () => {
    const file = join(directory.path, "first-stage.sqlite");
    const stage = FirstStage.open(file);
    const update = stage.update();
    const metadata = { path: "a.py", symbol: "a", hash: "1" } as IndexRecord["metadata"];
    update.offer([{ id: "a.py#a", text: "reads a file", documentation: "", metadata }]);
    update.settle("one");
    stage.close();
    // As it is before the other process has said of which version it is.
    const made = "INSERT INTO about VALUES ('made', (SELECT value FROM about WHERE name = 'made then'))";
    const statements = ["UPDATE about SET name = 'made then' WHERE name = 'made'", "BEGIN IMMEDIATE", made];
    const again = await beside(file, statements, () => FirstStage.open(file));
    expect(again.score("reads a file").records.map(({ id }) => id)).toEqual(["a.py#a"]);
    again.close();
  });
});
