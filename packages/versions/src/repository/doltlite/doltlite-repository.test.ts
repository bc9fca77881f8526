import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { randomHexId } from "@stemma/core";
import { forgetInHistory } from "../../forget/forget-in-history.js";
import { startTestPython } from "../../testing/test-python.fixture.js";
import { describeRepositoryContract } from "../contract/describe-repository-contract.fixture.js";
import { author, commitNotes, note } from "../contract/sample-rows.fixture.js";
import type { Repository } from "../repository.js";
import { DoltliteRepository } from "./doltlite-repository.js";

let link: Awaited<ReturnType<typeof startTestPython>>;
let directory: string;
let opened: Repository[] = [];

beforeAll(async () => {
  link = await startTestPython();
});
afterAll(() => link.python.close());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "doltlite-"));
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

const newPath = (): string => join(directory, `${randomHexId(4)}.doltlite`);

describeRepositoryContract("doltlite", {
  create: () => keep(DoltliteRepository.create(newPath(), link, author)),
  reopen: (repository) => keep(DoltliteRepository.open(repository.location, link)),
  clone: (url, options) => keep(DoltliteRepository.clone(url, newPath(), link, options)),
  newRemoteUrl: () => `file://${join(directory, "remotes", randomHexId(4))}`,
  unreachableUrl: "http://127.0.0.1:1/nothing.db",
});

describe("DoltliteRepository", () => {
  it("tells a missing, a damaged and a foreign file apart, and leaves them as they are", async () => {
    const missing = newPath();
    await expect(DoltliteRepository.open(missing, link)).rejects.toMatchObject({
      code: "REPOSITORY_MISSING",
    });
    await expect(readFile(missing)).rejects.toMatchObject({ code: "ENOENT" });
    const damaged = newPath();
    await writeFile(damaged, "this is not a database ".repeat(500));
    await expect(DoltliteRepository.open(damaged, link)).rejects.toMatchObject({
      code: "REPOSITORY_CORRUPT",
    });
    expect(await readFile(damaged, "utf8")).toContain("this is not a database");
    const empty = newPath();
    await writeFile(empty, "");
    await expect(DoltliteRepository.open(empty, link)).rejects.toMatchObject({ code: "FOREIGN_REPOSITORY" });
  });

  it("does not write over a file that is there", async () => {
    const path = newPath();
    await (await keep(DoltliteRepository.create(path, link, author))).close();
    await expect(DoltliteRepository.create(path, link, author)).rejects.toMatchObject({
      code: "REPOSITORY_EXISTS",
    });
  });

  it("holds no byte of a text that it was told to forget", async () => {
    const path = newPath();
    const repository = await keep(DoltliteRepository.create(path, link, author));
    await commitNotes(repository, "main", [note("a", "the word is sesame")], [], "say sesame");
    expect((await readFile(path)).includes("sesame")).toBe(true);
    await forgetInHistory(repository, "sesame");
    await repository.close();
    expect((await readFile(path)).includes("sesame")).toBe(false);
  });

  it("opens a file whose path holds what doltlite takes for a branch", async () => {
    const path = join(directory, "team@main", "a@b.doltlite");
    const repository = await keep(DoltliteRepository.create(path, link, author));
    await repository.close();
    const again = await keep(DoltliteRepository.open(path, link));
    expect(await again.listBranches()).toHaveLength(1);
    expect((await readFile(path)).length).toBeGreaterThan(0);
  });
});
