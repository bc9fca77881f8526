import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type DoltServer, startDolt } from "@stemma/test-cleanup/dolt";
import { DoltRepository } from "../repository/dolt/dolt-repository.js";
import { readAll, readTexts, write } from "../testing/documents.fixture.js";
import { VersionsHarness } from "../testing/versions-harness.fixture.js";
import { SyncManager } from "./sync-manager.js";

const variables = ["DOLT_REMOTE_USER", "DOLT_REMOTE_PASSWORD"] as const;

describe("a Dolt sql-server as the remote, on loopback", () => {
  const before = variables.map((name) => [name, process.env[name]] as const);
  let remote: DoltServer;
  let harness: VersionsHarness;
  beforeAll(async () => {
    remote = await startDolt();
    process.env["DOLT_REMOTE_USER"] = remote.user;
    process.env["DOLT_REMOTE_PASSWORD"] = remote.password;
    harness = await VersionsHarness.start("dolt");
  });
  afterAll(async () => {
    await harness.stop();
    await remote.stop();
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
  beforeEach(() => harness.prepare());
  afterEach(() => harness.cleanUp());

  /** Only its owner makes a database on a server; a push can't. */
  async function makeEmptyDatabase(name: string): Promise<void> {
    const { createConnection } = await import("mysql2/promise");
    const connection = await createConnection(remote.urlOf(""));
    await connection.query(`CREATE DATABASE ${name}`);
    await connection.end();
  }

  it("begins in an empty database, takes pushes, and gives clones, fetches and pulls with every vector", async () => {
    await makeEmptyDatabase("notes");
    const url = remote.remoteUrlOf("notes");
    const ada = await harness.clone("ada", url);
    expect(ada.versions.usedFallback).toBe(true);
    await write(ada.chroma, "notes", { a: "1", b: "2" });
    await ada.versions.commit("begin");
    await ada.versions.createTag("v1");
    await ada.versions.push({ tags: true });
    const bob = await harness.clone("bob", url);
    expect(bob.versions.usedFallback).toBe(false);
    expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
    await write(bob.chroma, "notes", { b: "bob" });
    await bob.versions.commit("bob");
    await bob.versions.push();
    await write(ada.chroma, "notes", { a: "ada" });
    await ada.versions.commit("ada");
    await expect(ada.versions.push()).rejects.toMatchObject({ code: "PUSH_REJECTED" });
    await ada.versions.fetch();
    expect((await ada.versions.log({ ref: "origin/main" }))[0]?.message).toBe("bob");
    expect(await ada.versions.pull()).toMatchObject({ outcome: "merged" });
    await ada.versions.push();
    expect(await bob.versions.pull()).toMatchObject({ outcome: "fast-forward" });
    expect(await readTexts(bob.chroma, "notes")).toEqual({ a: "ada", b: "bob" });
    expect(await readAll(bob.chroma)).toEqual(await readAll(ada.chroma));
    expect(await bob.versions.verify()).toMatchObject({ isEqual: true });
  }, 120_000);

  it("is no remote for a history in doltlite, which says so and leaves nothing behind", async () => {
    await makeEmptyDatabase("strangers");
    const url = remote.remoteUrlOf("strangers");
    const refused = { code: "REMOTE_UNAVAILABLE" };
    const place = { ...harness.options("lite"), repository: harness.path("lite", "history.doltlite") };
    await expect(SyncManager.clone(place, url)).rejects.toMatchObject(refused);
    const lite = await harness.init("lite", place);
    await write(lite.chroma, "notes", { a: "1" });
    const { commit } = await lite.versions.commit("begin");
    await lite.versions.addRemote("origin", url);
    await expect(lite.versions.push()).rejects.toMatchObject(refused);
    await expect(lite.versions.fetch()).rejects.toMatchObject(refused);
    expect(await lite.versions.status()).toMatchObject({ commit, isClean: true });
  }, 60_000);

  it("says that a database is not there, or the server gone, and changes nothing", async () => {
    const absent = remote.remoteUrlOf("absent");
    const ada = await harness.init("ada");
    await write(ada.chroma, "notes", { a: "1" });
    const { commit } = await ada.versions.commit("begin");
    await ada.versions.addRemote("origin", absent);
    const refused = { code: "REMOTE_UNAVAILABLE", retryable: true };
    await expect(ada.versions.push()).rejects.toMatchObject(refused);
    await expect(ada.versions.pull()).rejects.toMatchObject(refused);
    await expect(
      DoltRepository.clone(absent, harness.newRepository(), { name: "a", email: "b" }),
    ).rejects.toMatchObject(refused);
    await ada.versions.addRemote("gone", "http://127.0.0.1:1/gone");
    await expect(ada.versions.push({ remote: "gone" })).rejects.toMatchObject(refused);
    expect(await ada.versions.status()).toMatchObject({ commit, isClean: true });
  }, 60_000);
});
