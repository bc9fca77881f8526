import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { CommitSummary, DocumentSummary } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import { type StemmaIn, stemmaBy } from "./testing/stemma-in.fixture.js";

const limitMs = 600_000;
const saying = (name: string): string => `def ${name}():\n    """Says ${name}."""\n    return "${name}"\n`;

/** Two worktrees of one repository, a process for each, on two branches. */
describe.each([
  ["one Dolt database", "dolt"],
  ["a doltlite file each, and one remote", "doltlite"],
])("two worktrees with their history in %s", (_, kind) => {
  let base: string;
  let tree: SourceTree;
  let processes: CommandsInTurn[];
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-worktrees-"));
    tree = await createSourceTree({ "a.py": saying("one") });
    await beginGit(tree.root);
    processes = [await CommandsInTurn.start(), await CommandsInTurn.start()];
  });
  afterEach(async () => {
    for (const each of processes) await each[Symbol.asyncDispose]();
    await tree.remove();
    await rm(base, { recursive: true, force: true });
  });
  const beside = (): string => join(base, "beside ü");
  const stemma = (process: 0 | 1): StemmaIn => {
    const inTree = processes[process]?.in(process === 0 ? tree.root : beside());
    const place = kind === "dolt" ? ["--versions", `dolt:${join(base, "history")}`] : [];
    return stemmaBy((...args) => inTree?.run(...place, ...args) ?? Promise.reject(new Error("no process")));
  };
  const both = <T>(each: (process: 0 | 1) => Promise<T>): Promise<T[]> => Promise.all([each(0), each(1)]);

  it(
    "documents both at once: neither sees the other's texts, and both commit to one history",
    async () => {
      await stemma(0).ask("document", tree.root);
      const remote = pathToFileURL(join(base, "remote")).href;
      await git(tree.root, "worktree", "add", "--quiet", "-b", "topic", beside());
      if (kind === "doltlite") {
        await stemma(0).ask("remote", "add", "origin", remote);
        await stemma(0).ask("push");
        await stemma(1).ask("clone", remote, beside());
      }
      const own = ["mine", "theirs"] as const;
      const places = [tree.root, beside()] as const;
      for (let round = 0; round < 3; round++) {
        for (const process of [0, 1] as const) {
          await writeSaying(places[process], `${own[process]}${round}`);
          await commitAll(places[process], `${own[process]} ${round}`);
        }
        const done = await both((process) =>
          stemma(process).ask<DocumentSummary>("document", places[process]),
        );
        expect(done.map(({ history }) => [history?.branch, history?.outcome])).toEqual([
          ["main", "committed"],
          ["topic", "committed"],
        ]);
      }
      for (const process of [0, 1] as const) {
        const inTree = stemma(process);
        expect((await inTree.run("show", `${own[process]}2`)).code).toBe(0);
        expect((await inTree.run("show", `${own[1 - process]}2`)).code).toBe(2);
        expect(await inTree.ask("status")).toMatchObject({ isClean: true, standing: { freshness: "fresh" } });
        expect(await inTree.ask("verify")).toMatchObject({ isEqual: true });
      }
      if (kind === "doltlite") {
        for (const process of [0, 1] as const) await stemma(process).ask("push");
        await both((process) => stemma(process).ask("fetch"));
      }
      const logs = await both(async (process) => {
        const of = kind === "doltlite" ? ["origin/main", "origin/topic"] : ["main", "topic"];
        const commits: string[][] = [];
        for (const ref of of) {
          const log = await stemma(process).ask<{ commits: CommitSummary[] }>("log", ref);
          commits.push(log.commits.map(({ hash }) => hash));
        }
        return commits;
      });
      expect(logs[0]).toEqual(logs[1]);
      const [main = [], topic = []] = logs[0] ?? [];
      // Three commits of its own on what both begin with.
      expect(main.slice(3)).toEqual(topic.slice(3));
      expect(main.slice(0, 3)).not.toEqual(topic.slice(0, 3));
    },
    limitMs,
  );

  async function writeSaying(root: string, name: string): Promise<void> {
    await writeFile(join(root, `${name}.py`), saying(name));
  }
});
