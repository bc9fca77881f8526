import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { Redaction } from "@stemma/versions";
import { forgetInDatabase } from "./forget-in-database.js";

const secret = 'say "sesame" ä';

describe("a database that forgets a text", () => {
  let folder: string;
  let path: string;
  let database: DatabaseSyncInstance;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-forget-"));
    path = join(folder, "some.sqlite");
    database = new DatabaseSync(path);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("CREATE TABLE notes (id TEXT PRIMARY KEY, place TEXT, body TEXT, raw BLOB)");
    database.exec("CREATE INDEX by_place ON notes (place)");
    database.exec("CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'trigram')");
    const add = database.prepare("INSERT INTO notes VALUES (?, ?, ?, NULL)");
    add.run("1", "here", `They ${secret} loudly`);
    add.run("2", "here", JSON.stringify({ said: secret }));
    add.run("3", "here", JSON.stringify({ said: secret }).replace("ä", String.raw`\u00e4`));
    add.run("4", secret, "nothing");
    database.prepare("INSERT INTO words VALUES (?)").run(`They ${secret} loudly`);
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const bodies = (table: string): unknown[] =>
    (database.prepare(`SELECT body FROM ${table}`).all() as { body: string }[]).map(({ body }) => body);

  it("has it in no value and in no byte, also not as JSON has it; what rows are found by stays", () => {
    expect(forgetInDatabase(path, new Redaction(secret), true)).toEqual({ values: 4, kept: 1 });
    expect(bodies("words")).toEqual([`They ${secret} loudly`]);
    expect(forgetInDatabase(path, new Redaction(secret), false)).toEqual({ values: 4, kept: 1 });
    expect(bodies("notes")).toEqual([
      "They [forgotten] loudly",
      '{"said":"[forgotten]"}',
      '{"said":"[forgotten]"}',
      "nothing",
    ]);
    expect(bodies("words")).toEqual(["They [forgotten] loudly"]);
    expect(database.prepare("SELECT count(*) AS found FROM words WHERE body MATCH 'sesame'").get()).toEqual({
      found: 0,
    });
    database.exec("DELETE FROM notes WHERE id = '4'; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    expect(readFileSync(path).includes("sesame")).toBe(false);
  });

  it("is left alone while another process writes to it", () => {
    database.exec("BEGIN IMMEDIATE");
    expect(() => forgetInDatabase(path, new Redaction(secret), false)).toThrow(
      expect.objectContaining({ code: "STATE_IN_USE", retryable: true }),
    );
    database.exec("ROLLBACK");
    expect(bodies("words")).toEqual([`They ${secret} loudly`]);
  });
});
