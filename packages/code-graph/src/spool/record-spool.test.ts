import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { hasErrorCode } from "@stemma/core";
import * as fc from "fast-check";
import { RecordSpool } from "./record-spool.js";

describe("RecordSpool", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "stemma-spool-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("gives back what was added, in its order and as often as it is asked", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string({ unit: "binary" }), count: fc.integer() })),
        (records) => {
          const spool = new RecordSpool<{ text: string; count: number }>(folder, () => 2_000_000);
          for (const record of records) spool.add(record);
          expect([...spool]).toEqual(records);
          expect([...spool]).toEqual(records);
          expect(spool.length).toBe(records.length);
          spool.close();
        },
      ),
      { numRuns: 50 },
    );
  });

  it("takes records longer than what is read and written at a time, and goes on after it was read", () => {
    const spool = new RecordSpool<string>(folder, () => Infinity);
    const records = ["🦀".repeat(700_000), "", "x\ny", "é".repeat(600_000), "last"];
    for (const record of records.slice(0, 3)) spool.add(record);
    expect([...spool]).toEqual(records.slice(0, 3));
    for (const record of records.slice(3)) spool.add(record);
    expect([...spool]).toEqual(records);
    spool.close();
  });

  it("leaves nothing in its folder, not even while it is open", async () => {
    const spool = new RecordSpool<string>(folder, () => Infinity);
    spool.add("a");
    expect([...spool]).toEqual(["a"]);
    expect(await readdir(folder)).toEqual([]);
    spool.close();
    spool.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it("says where it could not write", () => {
    const missing = join(folder, "missing");
    let error: unknown;
    try {
      new RecordSpool(missing, () => 1);
    } catch (reason) {
      error = reason;
    }
    expect(hasErrorCode(error, "SPOOL_FAILED")).toBe(true);
    expect(String(error)).toContain(missing);
  });
});
