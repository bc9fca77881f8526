import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { CommitSummary, DocumentSummary } from "@stemma/pipeline";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 240_000;
const defined = (...names: readonly string[]): string =>
  names.map((name) => `def ${name}():\n    """Says ${name}."""\n    return "${name}"\n`).join("\n\n");

/** The table of decision 89, row by row. */
describe("what git does besides committing and merging", () => {
  let tree: SourceTree;
  let base: string;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-situations-"));
    tree = await createSourceTree({ "a.py": defined("one"), "b.py": defined("two") });
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await documentTree();
    await git(tree.root, "switch", "--quiet", "--create", "topic");
    await tree.write("a.py", defined("one", "topic"));
    await commitAll(tree.root, "topic");
    await documentTree();
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
    await rm(base, { recursive: true, force: true });
  });
  const documentTree = (): Promise<DocumentSummary> => stemma.ask("document", tree.root);
  const log = async (): Promise<readonly CommitSummary[]> =>
    (await stemma.ask<{ commits: CommitSummary[] }>("log")).commits;

  it(
    "amend: the branch goes on from where it is, and only what is other is made",
    async () => {
      const before = await log();
      await tree.write("a.py", defined("one", "topics"));
      await git(tree.root, "commit", "--quiet", "--all", "--amend", "--no-edit");
      const { documentation, history } = await documentTree();
      expect(documentation.documented).toBeLessThanOrEqual(3);
      expect(history).toMatchObject({ branch: "topic", outcome: "committed" });
      expect((await log()).slice(1).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
    },
    limitMs,
  );

  it(
    "rebase: what the new ground was documented with is taken along, and nothing is made that either side had",
    async () => {
      await git(tree.root, "switch", "--quiet", "main");
      await tree.write("b.py", defined("two", "main"));
      await commitAll(tree.root, "main");
      await documentTree();
      await git(tree.root, "switch", "--quiet", "topic");
      await git(tree.root, "rebase", "--quiet", "main");
      const { documentation, history } = await documentTree();
      // The folder's text follows from both sides.
      expect(documentation.documented).toBeLessThanOrEqual(1);
      expect(history).toMatchObject({ branch: "topic" });
      expect((await log()).some(({ parents }) => parents.length === 2)).toBe(true);
      expect(await stemma.ask("verify")).toMatchObject({ isEqual: true });
    },
    limitMs,
  );

  it(
    "cherry-pick: the new commit is documented by none, so its text is made, and no other",
    async () => {
      const picked = await git(tree.root, "rev-parse", "topic");
      await git(tree.root, "switch", "--quiet", "main");
      await documentTree();
      await git(tree.root, "cherry-pick", picked);
      const { documentation, history } = await documentTree();
      expect(documentation.documented).toBeGreaterThan(0);
      expect(documentation.documented).toBeLessThanOrEqual(3);
      expect(history).toMatchObject({ branch: "main", outcome: "committed" });
    },
    limitMs,
  );

  it(
    "detached HEAD: the index stays on its branch, and nothing is committed",
    async () => {
      const before = await log();
      await git(tree.root, "switch", "--quiet", "--detach", "main~1");
      expect((await documentTree()).history).toMatchObject({
        branch: "main",
        outcome: "detached",
        commit: null,
      });
      expect(await log()).toEqual(before);
      await git(tree.root, "switch", "--quiet", "main");
      expect((await documentTree()).history).toMatchObject({ branch: "main", outcome: "unchanged" });
    },
    limitMs,
  );

  it(
    "a branch that is deleted and made again: its former state stays until what git has is documented on it",
    async () => {
      await git(tree.root, "branch", "--quiet", "-D", "topic");
      await git(tree.root, "switch", "--quiet", "--create", "topic", "main~2");
      await stemma.ask("switch");
      expect((await stemma.run("show", "topics")).code).toBe(2);
      const { history } = await documentTree();
      expect(history).toMatchObject({ branch: "topic", outcome: "committed" });
      expect(await stemma.ask("verify")).toMatchObject({ isEqual: true });
    },
    limitMs,
  );

  it(
    "a worktree: an index of its own, on its own branch",
    async () => {
      const place = join(base, "worktree");
      await git(tree.root, "worktree", "add", "--quiet", "-b", "beside", place, "main");
      const beside = commands.in(place);
      expect(await beside.ask<DocumentSummary>("document", place)).toMatchObject({
        history: { branch: "beside", outcome: "committed" },
      });
      const { standing } = await stemma.ask<{ standing: { ref: string } }>("status");
      expect(standing.ref).toBe("topic");
    },
    limitMs,
  );

  it(
    "a shallow clone: ancestors that are not there are not found, and the branch begins where the index stands",
    async () => {
      const [remote, place] = [pathToFileURL(join(base, "remote")).href, join(base, "shallow")];
      await stemma.ask("remote", "add", "origin", remote);
      await git(tree.root, "switch", "--quiet", "main");
      await documentTree();
      await stemma.ask("push");
      await git(base, "clone", "--quiet", "--depth", "1", pathToFileURL(tree.root).href, place);
      const shallow = commands.in(place);
      await shallow.ask("clone", remote, place);
      await git(place, "switch", "--quiet", "--create", "from-here");
      const { documentation, history } = await shallow.ask<DocumentSummary>("document", place);
      expect(documentation.documented).toBe(0);
      expect(history).toMatchObject({ branch: "from-here", outcome: "unchanged" });
    },
    limitMs,
  );
});
