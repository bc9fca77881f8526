import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { author, commitNotes, note, notes, readNotes } from "../repository/contract/sample-rows.fixture.js";
import { RepositoryOpener } from "../repository/open-repository.js";
import type { Repository } from "../repository/repository.js";
import type { SqlRepository } from "../repository/sql/sql-repository.js";
import { startTestPython } from "../testing/test-python.fixture.js";
import { copyHistory } from "./copy-history.js";

const limitMs = 120_000;

describe.each([
  ["a doltlite file to a private Dolt", "from.doltlite", "dolt:to"],
  ["a private Dolt to a doltlite file", "dolt:from", "to.doltlite"],
])("a history copied from %s", (_, source, target) => {
  let link: Awaited<ReturnType<typeof startTestPython>>;
  let directory: string;
  let from: SqlRepository;
  let to: SqlRepository;
  beforeAll(async () => {
    link = await startTestPython();
  });
  afterAll(() => link.python.close());
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "stemma-copy-"));
    const opener = new RepositoryOpener(link, author);
    const at = (place: string): string =>
      place.startsWith("dolt:") ? `dolt:${join(directory, place.slice(5))}` : join(directory, place);
    from = await opener.create(at(source), { timeoutMs: limitMs });
    to = await opener.create(at(target), { timeoutMs: limitMs });
  }, limitMs);
  afterEach(async () => {
    await from.close();
    await to.close();
    await rm(directory, { recursive: true });
  }, limitMs);

  /** Two branches, merged with a decision; a tag with words of its own. */
  async function makeHistory(): Promise<void> {
    await commitNotes(
      from,
      "main",
      [note("a", "1", { metadata: JSON.stringify({ n: 1 }) }), note("b", "1")],
      [],
      "First ä",
    );
    await from.createTag("v1", "main", { message: "as it was" });
    await from.createBranch("side", "main");
    const theirs = await commitNotes(from, "side", [note("b", "side"), note("c", "new")], ["a"]);
    const expectedHead = await commitNotes(from, "main", [note("b", "main")]);
    const changes = [{ collections: [notes], documents: [note("b", "decided")] }];
    await from.merge("main", { expectedHead, theirs, message: "Merge side", author, changes });
    await from.addRemote("origin", `file://${join(directory, "remote")}`);
  }
  /** Without what each database begins with. */
  const told = async (repository: Repository, ref: string): Promise<object[]> => {
    const commits = await repository.log(ref);
    const begin = commits.findIndex(({ message }) => message === "Begin the history");
    return commits.slice(0, begin).map(({ message, author: by, date, parents }) => ({
      message,
      by,
      second: date.slice(0, 19),
      parents: parents.length,
    }));
  };

  it(
    "has its commits, texts, branches and tags, and can be gone on with",
    async () => {
      await makeHistory();
      const copied = await copyHistory(from, to);
      expect(copied).toMatchObject({ commits: 4, branches: ["main", "side"], tags: ["v1"] });
      expect(copied.remotes[0]).toMatch(/^origin \(file:/);
      for (const ref of ["main", "side", "v1", "main~1"]) {
        expect(await readNotes(to, ref)).toEqual(await readNotes(from, ref));
        expect(await told(to, ref)).toEqual(await told(from, ref));
        expect((await told(to, ref)).length).toBeGreaterThan(0);
      }
      expect(await to.listTags()).toMatchObject([{ name: "v1", message: "as it was" }]);
      expect(await to.mergeBase("main", "side")).toBe(await to.resolve("side"));
      await commitNotes(to, "main", [note("d", "on")]);
      await expect(copyHistory(from, to)).rejects.toMatchObject({ code: "REPOSITORY_EXISTS" });
    },
    limitMs,
  );

  it(
    "is begun anew where it was interrupted",
    async () => {
      await makeHistory();
      let staged = 0;
      to.reachedStep = (step) => {
        if (step === "rows-staged") staged += 1;
        return staged === 3 ? Promise.reject(new Error("killed")) : Promise.resolve();
      };
      await expect(copyHistory(from, to)).rejects.toThrow("killed");
      expect(await readNotes(to, "main")).toEqual({});
      to.reachedStep = () => Promise.resolve();
      expect(await copyHistory(from, to)).toMatchObject({ commits: 4 });
      expect(await readNotes(to, "main")).toEqual(await readNotes(from, "main"));
      expect((await to.listBranches()).map(({ name }) => name)).toEqual(["main", "side"]);
    },
    limitMs,
  );
});
