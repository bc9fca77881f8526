import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { randomHexId } from "@stemma/core";
import { type DoltServer, startDolt } from "@stemma/test-cleanup/dolt";
import { forgetInHistory } from "../../forget/forget-in-history.js";
import { describeRepositoryContract } from "../contract/describe-repository-contract.fixture.js";
import { author, commitNotes, note, readNotes } from "../contract/sample-rows.fixture.js";
import type { Repository } from "../repository.js";
import { DoltRepository } from "./dolt-repository.js";

let server: DoltServer;
let directory: string;
let opened: Repository[] = [];

beforeAll(async () => {
  server = await startDolt();
});
afterAll(() => server.stop());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "dolt-"));
});
afterEach(async () => {
  await Promise.all(opened.map((repository) => repository.close()));
  opened = [];
  await rm(directory, { recursive: true });
});

async function keep(opening: Promise<Repository>): Promise<Repository> {
  const repository = await opening;
  opened.push(repository);
  return repository;
}

const newUrl = (): string => server.urlOf(`r${randomHexId(4)}`);

describeRepositoryContract("a Dolt server", {
  create: () => keep(DoltRepository.create(newUrl(), author)),
  reopen: (repository) =>
    keep(DoltRepository.open(server.urlOf(repository.location.split("/").at(-1) ?? ""))),
  clone: (url, options) => keep(DoltRepository.clone(url, newUrl(), author, options)),
  newRemoteUrl: () => `file://${join(directory, "remotes", randomHexId(4))}`,
  unreachableUrl: "http://127.0.0.1:1/nobody/nothing",
});

describe("DoltRepository on a server", () => {
  it("tells a missing database, a wrong password and a dead server apart, without the password", async () => {
    await expect(DoltRepository.open(server.urlOf("nothing"))).rejects.toMatchObject({
      code: "REPOSITORY_MISSING",
    });
    const wrong = `mysql://root:wrong-secret@127.0.0.1:${server.port}/x`;
    const refused = await DoltRepository.open(wrong).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "DOLT_UNAVAILABLE" });
    expect(String(refused)).not.toContain("wrong-secret");
    await expect(DoltRepository.open("mysql://root@127.0.0.1:1/x")).rejects.toMatchObject({
      code: "DOLT_UNAVAILABLE",
    });
    await expect(DoltRepository.open("mysql://h/a`b")).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  it("does not write over a database that is there", async () => {
    const url = newUrl();
    await keep(DoltRepository.create(url, author));
    await expect(DoltRepository.create(url, author)).rejects.toMatchObject({ code: "REPOSITORY_EXISTS" });
  });
});

describe("DoltRepository in a directory", () => {
  it("starts a private server that a second opening joins, and that ends after the last one", async () => {
    const location = join(directory, "repository");
    const first = await keep(DoltRepository.create(location, author));
    await commitNotes(first, "main", [note("a", "1")]);
    const second = await keep(DoltRepository.open(location));
    await first.close();
    expect(await readNotes(second, "main")).toEqual({ a: "1" });
    await second.close();
    const third = await keep(DoltRepository.open(location));
    expect(await readNotes(third, "main")).toEqual({ a: "1" });
  });

  it("holds no byte of a text that it was told to forget", async () => {
    const location = join(directory, "repository");
    const repository = await keep(DoltRepository.create(location, author));
    const words = "the word is sesame";
    await commitNotes(repository, "main", [note("a", words)], [], "say sesame");
    await commitNotes(repository, "main", [note("a", "other")], [], "say other");
    const saying = (): string[] =>
      readdirSync(location, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .filter((path) => readFileSync(path).includes("sesame"));
    expect(saying()).not.toEqual([]);
    await forgetInHistory(repository, "sesame");
    await repository.close();
    expect(saying()).toEqual([]);
  });

  it("gives another server to whoever comes while one ends", async () => {
    const location = join(directory, "repository");
    const first = await keep(DoltRepository.create(location, author));
    await commitNotes(first, "main", [note("a", "1")]);
    await first.close();
    for (let round = 0; round < 3; round += 1) {
      const before = await keep(DoltRepository.open(location));
      await before.close();
      const invitation = join(location, "server.json");
      const said = await readFile(invitation);
      // The supervisor ends its server as it does when nobody has come for a while, and takes the invitation back.
      process.kill(Number(await readFile(join(location, "supervisor.pid"), "utf8")), "SIGTERM");
      while (existsSync(invitation)) await new Promise(setImmediate);
      // Whoever comes has read it just before.
      await writeFile(invitation, said, { mode: 0o600 });
      const after = await keep(DoltRepository.open(location));
      expect(await readNotes(after, "main")).toEqual({ a: "1" });
      await after.close();
    }
  }, 60_000);

  it("answers, too, in a process that waits for nothing else", async () => {
    const script = fileURLToPath(new URL("../../../tests/processes/begin-private-dolt.mjs", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script, join(directory, "repository")]);
    expect(stdout).toBe("begun");
  });

  it("tells a directory without a repository", async () => {
    await expect(DoltRepository.open(join(directory, "none"))).rejects.toMatchObject({
      code: "REPOSITORY_MISSING",
    });
  });
});
