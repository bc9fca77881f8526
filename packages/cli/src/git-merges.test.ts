import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { CommitSummary, DocumentSummary, MergeResult, Status } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 240_000;
const defined = (...names: readonly string[]): string =>
  names.map((name) => `def ${name}():\n    """Says ${name}."""\n    return "${name}"\n`).join("\n");

describe("merges as git makes them", () => {
  let tree: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    tree = await createSourceTree({
      "a.py": defined("one"),
      "b.py": defined("two"),
      "c.py": defined("three"),
    });
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await documentTree();
    await branch("left", "a.py", defined("one", "left"));
    await git(tree.root, "switch", "--quiet", "main");
    await branch("right", "b.py", defined("two", "right"));
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
  });

  const documentTree = (): Promise<DocumentSummary> => stemma.ask("document", tree.root);
  const log = async (): Promise<readonly CommitSummary[]> =>
    (await stemma.ask<{ commits: CommitSummary[] }>("log")).commits;
  async function branch(name: string, file: string, content: string): Promise<void> {
    await git(tree.root, "switch", "--quiet", "--create", name);
    await tree.write(file, content);
    await commitAll(tree.root, name);
    await documentTree();
  }

  it(
    "has no conflict about a folder whose files changed on both sides",
    async () => {
      const merged = await stemma.ask<MergeResult>("merge", "left");
      expect(merged).toMatchObject({ outcome: "merged", conflicts: [] });
      expect(merged.stale.map(({ id }) => id)).toEqual(["."]);
      await stemma.ask("reset", "HEAD~1");
    },
    limitMs,
  );

  it(
    "has both parents after git's merge, and makes nothing but what follows from both sides",
    async () => {
      await git(tree.root, "merge", "--quiet", "--no-edit", "left");
      const { documentation, history } = await documentTree();
      expect(documentation.documented).toBe(1);
      expect(history).toMatchObject({ branch: "right", outcome: "committed" });
      const commits = await log();
      expect(commits.map(({ parents }) => parents.length)).toEqual([1, 2, 1, 1, 1]);
      expect(await stemma.ask("verify")).toMatchObject({ isEqual: true });
      expect(await stemma.ask<MergeResult>("merge", "left")).toMatchObject({ outcome: "up-to-date" });
    },
    limitMs,
  );

  it(
    "goes on where git went on, and makes nothing",
    async () => {
      const { commit } = await stemma.ask<Status>("status");
      await git(tree.root, "switch", "--quiet", "main");
      await git(tree.root, "merge", "--quiet", "--ff-only", "right");
      const { documentation, index, history } = await documentTree();
      expect(documentation.documented).toBe(0);
      expect(index).toMatchObject({ written: 0, embedded: 0 });
      expect(history).toMatchObject({ branch: "main", outcome: "unchanged", commit });
    },
    limitMs,
  );

  it(
    "goes on, too, to a branch that was begun with edits",
    async () => {
      await tree.write("c.py", defined("three", "edited"));
      await documentTree();
      const { commit: withEdits } = await stemma.ask<Status>("status");
      await branch("edits", "c.py", defined("three", "edited", "more"));
      expect((await log()).map(({ hash }) => hash)).toContain(withEdits);
      const { commit } = await stemma.ask<Status>("status");
      await git(tree.root, "switch", "--quiet", "main");
      await git(tree.root, "merge", "--quiet", "--ff-only", "edits");
      const { documentation, history } = await documentTree();
      expect(documentation.documented).toBe(0);
      expect(history).toMatchObject({ branch: "main", outcome: "unchanged", commit });
    },
    limitMs,
  );
});
