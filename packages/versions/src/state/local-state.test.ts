import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { LocalState } from "./local-state.js";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "state-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const row = {
  id: "n",
  chromaId: "c",
  name: "notes",
  metadata: null,
  configuration: null,
  embeddingModel: null,
};

describe("LocalState", () => {
  it("keeps everything for the next opening", () => {
    const path = join(directory, "state.sqlite");
    const state = LocalState.open(path);
    state.transaction(() => {
      state.setPosition({ branch: "main", commit: "c1" });
      state.setJournal({ operation: "switch", branch: "other" });
      state.putCollection({ ...row, dimension: 3, counter: 7 });
      state.setHashes([
        ["n", "a", "1"],
        ["n", "b", "2"],
      ]);
    });
    state.setHashes([["n", "a", null]]);
    state.setCounter("n", null);
    state.close();
    const again = LocalState.open(path);
    expect(again.position()).toEqual({ branch: "main", commit: "c1" });
    expect(again.journal()).toEqual({ operation: "switch", branch: "other" });
    expect(again.collections()).toEqual([{ ...row, dimension: 3, counter: null }]);
    expect(again.hashesOf("n")).toEqual(new Map([["b", "2"]]));
    again.setJournal(undefined);
    again.removeCollection("n");
    expect([again.journal(), again.collections(), again.hashesOf("n").size]).toEqual([undefined, [], 0]);
    again.close();
  });

  it("takes a failed transaction back", () => {
    const state = LocalState.open(join(directory, "state.sqlite"));
    expect(() =>
      state.transaction(() => {
        state.setPosition({ branch: "main", commit: "c1" });
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(state.position()).toBeUndefined();
    state.close();
  });

  it("refuses a second opening, naming the first, and a damaged file", () => {
    const path = join(directory, "state.sqlite");
    const state = LocalState.open(path);
    expect(() => LocalState.open(path)).toThrow(
      expect.objectContaining({
        code: "WORKING_COPY_LOCKED",
        message: expect.stringContaining(`${process.pid}`),
      }),
    );
    state.close();
    LocalState.open(path).close();
    writeFileSync(path, "no database ".repeat(1_000));
    expect(() => LocalState.open(path)).toThrow(expect.objectContaining({ code: "LOCAL_STATE_CORRUPT" }));
  });
});
