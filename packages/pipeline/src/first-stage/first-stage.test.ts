import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import type { IndexRecord } from "../index/index-record.js";
import { FirstStage } from "./first-stage.js";

function record(id: string, text: string, hash = text): IndexRecord {
  const [path = "", symbol = path] = id.split("#");
  return { id, text, documentation: "", metadata: { path, symbol, hash } as IndexRecord["metadata"] };
}

const read = record("io.py#read_json", "read json def read_json(path): return json.load(open(path))");
const retry = record("net.py#retry", "retry def retry(call): sleep(delay); call again after an error");
const stop = record("net.py#Server.stop", "stop def stop(self): self.listener.close()");

describe("FirstStage", () => {
  let directory: IsolatedDirectory;
  let file: string;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    file = join(directory.path, "first-stage.sqlite");
  });
  afterEach(async () => {
    await directory[Symbol.asyncDispose]();
  });

  function settled(records: readonly IndexRecord[], state = "one"): { written: number; removed: number } {
    const stage = FirstStage.open(file);
    try {
      const update = stage.update();
      update.offer(records);
      return update.settle(state);
    } finally {
      stage.close();
    }
  }

  function best(question: string, by: "similarity" | "keywords"): string | undefined {
    const stage = FirstStage.open(file);
    try {
      return stage
        .score(question)
        .at()
        .sort((one, other) => other[by] - one[by])[0]?.id;
    } finally {
      stage.close();
    }
  }

  it("writes what changed, removes what is gone, and answers from the rest", () => {
    expect(settled([read, retry, stop])).toEqual({ written: 3, removed: 0 });
    expect(settled([read, retry, stop])).toEqual({ written: 0, removed: 0 });
    expect(best("parse a json file", "similarity")).toBe(read.id);
    expect(best("listeners that close", "keywords")).toBe(stop.id);
    const changed = record(retry.id, "retry def retry(call): parse json json json", "another");
    expect(settled([changed, stop])).toEqual({ written: 1, removed: 1 });
    expect(best("json", "keywords")).toBe(retry.id);
    expect(best("sleep", "keywords")).toBe(best("nothing of all this", "keywords"));
  });

  it("tells how much of a question one record says, of two words or more, by how rare they are", () => {
    settled([read, retry, stop, record("a.py#a", "call json"), record("b.py#b", "call")]);
    const stage = FirstStage.open(file);
    const share = (question: string, ...among: readonly IndexRecord[]): number =>
      stage.shareSaid(question, new Set(among.map(({ id }) => id)));
    try {
      expect(share("sleeping after errors", read, retry, stop)).toBeCloseTo(1);
      expect(share("sleeping after errors", read, stop)).toBe(0);
      // "bicycles" is in no record, and counts the most; a single word is chance.
      expect(share("errors of sleeping bicycles", retry)).toBeCloseTo(
        (2 * Math.log(6 / 2)) / (2 * Math.log(6 / 2) + Math.log(6)),
      );
      expect(share("sleeping bicycles", retry)).toBe(0);
      expect(share("", retry)).toBe(0);
    } finally {
      stage.close();
    }
  });

  it("counts a word of a name three times", () => {
    settled([record("a.py#close", "x y z close"), record("b.py#other", "x close y close")]);
    expect(best("close", "keywords")).toBe("a.py#close");
  });

  it("takes questions of any characters", () => {
    settled([read]);
    const stage = FirstStage.open(file);
    for (const question of ['"', "NEAR(", "* AND OR NOT", "name:json", "日本語", "\u0000", "of the"]) {
      expect(stage.score(question).at()).toHaveLength(1);
    }
    stage.close();
  });

  it("remembers of which state of the index it is, until somebody says that it isn't", () => {
    settled([read], "there");
    const stage = FirstStage.open(file);
    expect(stage.state).toBe("there");
    stage.setState(undefined);
    expect(stage.state).toBeUndefined();
    stage.close();
  });

  it("is the same file of records whatever the order and the way there", () => {
    settled([read, retry, stop]);
    const stage = FirstStage.open(file);
    const scores = stage
      .score("call again")
      .at()
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    stage.close();
    settled([stop]);
    settled([stop, retry]);
    settled([read, stop, retry]);
    const again = FirstStage.open(file);
    expect(
      again
        .score("call again")
        .at()
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
    ).toEqual(scores);
    again.close();
  });

  it("tells what another process has written meanwhile", () => {
    settled([read]);
    const stage = FirstStage.open(file);
    expect(stage.score("json").records.map(({ id }) => id)).toEqual([read.id]);
    settled([stop, retry]);
    expect(stage.score("json").records.map(({ id }) => id)).toEqual([stop.id, retry.id]);
    stage.close();
  });

  it("is brought along again and again while it is open, after what was given up half-way, too", () => {
    const stage = FirstStage.open(file);
    const bringTo = (records: readonly IndexRecord[]): unknown => {
      const update = stage.update();
      update.offer(records);
      return update.settle("there");
    };
    expect(bringTo([read, stop])).toEqual({ written: 2, removed: 0 });
    stage.update().offer([read, retry]);
    const changed = record(read.id, "read def read_json(): parse the whole book of poems", "another");
    expect(bringTo([changed])).toEqual({ written: 1, removed: 2 });
    expect(stage.score("poems").at()).toMatchObject([{ id: read.id, keywords: expect.any(Number) }]);
    expect(stage.score("poems").keywords[0]).not.toBe(0);
    stage.close();
  });

  it("is private, and starts anew where it was damaged or made by another version", async () => {
    settled([read]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    for (const beside of ["-wal", "-shm"]) await rm(file + beside, { force: true });
    await writeFile(
      file,
      "no database at all, but long enough to be taken for the header of one of some kind or other",
    );
    expect(settled([read, stop])).toEqual({ written: 2, removed: 0 });
    const { DatabaseSync } = await import("@photostructure/sqlite");
    const database = new DatabaseSync(file);
    database.exec("UPDATE about SET value = '0 another-table' WHERE name = 'made'");
    database.close();
    const stage = FirstStage.open(file);
    expect(stage.state).toBeUndefined();
    stage.close();
    expect(settled([read, stop])).toEqual({ written: 2, removed: 0 });
    expect((await readFile(file)).subarray(0, 15).toString()).toBe("SQLite format 3");
  });
});
