import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DatabaseSync } from "@photostructure/sqlite";
import { ManualClock } from "../testing/manual-clock.fixture.js";
import { SqliteCompletionCache } from "./sqlite-completion-cache.js";

describe("SqliteCompletionCache", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-cache-"));
    file = join(folder, "inner", "completions.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps completions over a restart, in files that only the owner may read", () => {
    const first = SqliteCompletionCache.open(file);
    first.write("k", { text: "t", summary: "s", usage: { inputTokens: 1, outputTokens: 2, costUsd: null } });
    for (const suffix of ["", "-wal"]) expect(statSync(file + suffix).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "inner")).mode & 0o777).toBe(0o700);
    first.close();
    first.close();
    expect(first.read("k")).toBeUndefined();
    const second = SqliteCompletionCache.open(file);
    expect(second.read("k")).toEqual({
      text: "t",
      summary: "s",
      usage: { inputTokens: 1, outputTokens: 2, costUsd: null },
    });
    expect(second.read("other")).toBeUndefined();
    second.close();
  });

  it("takes a damaged entry for a miss, and goes on with the others", () => {
    const cache = SqliteCompletionCache.open(file);
    cache.write("bad", { text: "right" });
    cache.write("good", { text: "fine" });
    const database = new DatabaseSync(file);
    database.exec(`UPDATE completion SET value = '{"text":"wrong"}' WHERE key = 'bad'`);
    expect(cache.read("bad")).toBeUndefined();
    expect(cache.read("good")).toEqual({ text: "fine" });
    expect(database.prepare("SELECT count(*) AS count FROM completion").get()).toEqual({ count: 1 });
    database.close();
    cache.close();
  });

  it("begins anew where the file is no database", () => {
    SqliteCompletionCache.open(file).close();
    writeFileSync(file, "this is no database, and long enough to be looked at as one ".repeat(20));
    const cache = SqliteCompletionCache.open(file);
    expect(cache.read("k")).toBeUndefined();
    cache.write("k", { text: "t" });
    expect(cache.read("k")).toEqual({ text: "t" });
    cache.close();
  });

  it("drops what was not used for longest when it is full, and never takes more than it may", async () => {
    const clock = new ManualClock();
    const cache = SqliteCompletionCache.open(file, { maxBytes: 10_000, clock });
    const text = "x".repeat(900);
    cache.write("k0", { text });
    for (let index = 1; index <= 30; index++) {
      await clock.advance(1);
      cache.read("k0");
      cache.write(`k${index}`, { text });
    }
    const database = new DatabaseSync(file);
    const { bytes } = database.prepare("SELECT total(bytes) AS bytes FROM completion").get() as {
      bytes: number;
    };
    database.close();
    expect(bytes).toBeLessThanOrEqual(10_000);
    expect(bytes).toBeGreaterThan(5_000);
    expect(cache.read("k0")).toBeDefined();
    expect(cache.read("k30")).toBeDefined();
    expect(cache.read("k1")).toBeUndefined();
    cache.write("too large", { text: "x".repeat(20_000) });
    expect(cache.read("too large")).toBeUndefined();
    cache.close();
  });
});
