import { readdirSync, readlinkSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { HookRun, HooksStatus } from "@stemma/pipeline/hooks";
import { answerWith, startScriptedModel } from "@stemma/test-cleanup";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import { type StemmaIn, stemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 600_000;
const saying = (what: string): string => `def ${what}():\n    """Says ${what}."""\n    return "${what}"\n`;

/** Processes that work in a folder, besides this one. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

describe("git's hooks that bring the index along", () => {
  let base: string;
  let tree: SourceTree;
  let stemma: StemmaIn;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "stemma-hooks-"));
    tree = await createSourceTree({ "a.py": saying("one") });
    await beginGit(tree.root);
    stemma = stemmaIn(tree.root);
  });
  afterEach(async () => {
    await rested();
    await tree.remove();
    await rm(base, { recursive: true });
  });
  const status = (): Promise<HooksStatus> => stemma.ask("hooks", "status");
  /** Until no process is left that a hook has begun. */
  const rested = async (): Promise<void> => {
    while (processesIn(tree.root).length > 0) await wait(100);
  };
  const runs = async (): Promise<readonly HookRun[]> => {
    await rested();
    return (await status()).runs;
  };

  it(
    "take ten commits in a row together, leave nobody behind, and let other commands work beside them",
    async () => {
      await stemma.ask("document", tree.root);
      await stemma.ask("hooks", "install");
      for (let commit = 0; commit < 10; commit++) {
        await tree.write(`f${commit}.py`, saying(`f${commit}`));
        await commitAll(tree.root, `commit ${commit}`);
      }
      // While the run of the hooks has what it needs: it waits for that.
      expect((await stemma.run("status")).code).toBe(0);
      const done = await runs();
      expect(done.length).toBeGreaterThan(0);
      expect(done.length).toBeLessThan(6);
      expect(done.filter(({ outcome }) => outcome !== "documented" && outcome !== "unchanged")).toEqual([]);
      expect(await stemma.ask("status")).toMatchObject({ isClean: true, standing: { freshness: "fresh" } });
      expect((await stat(join(tree.root, ".stemma", "hooks.log"))).mode & 0o777).toBe(0o600);

      await git(tree.root, "switch", "--quiet", "--create", "topic", "HEAD~3");
      expect((await runs())[0]).toMatchObject({ event: "post-checkout" });
      expect(await stemma.ask("status")).toMatchObject({
        branch: "topic",
        standing: { ref: "topic", freshness: "fresh" },
      });
      // Another worktree is not documented: nobody has asked for it.
      await git(tree.root, "worktree", "add", "--quiet", join(base, "beside"), "main");
      while (processesIn(base).length > 0) await wait(100);
      expect(readdirSync(join(base, "beside"))).not.toContain(".stemma");
      expect((await stemma.run("hooks", "remove")).stdout).toContain("Taken out of post-checkout");
      expect(await status()).toMatchObject({ isInstalled: false });
    },
    limitMs,
  );

  it(
    "ask no model that costs money, nor another one than before, unless they may",
    async () => {
      const model = await startScriptedModel(() => answerWith("Written by a model."));
      const own = {
        STEMMA_LLM_PROVIDER: "openai-compatible",
        STEMMA_LLM_MODEL: "scripted",
        STEMMA_LLM_BASE_URL: model.url,
        STEMMA_LLM_API_KEY: "key",
      };
      try {
        const paid = stemmaIn(tree.root, { env: own });
        await paid.ask("document", tree.root);
        await paid.ask("hooks", "install");
        const asked = model.requests.length;
        const edit = async (name: string, env: NodeJS.ProcessEnv): Promise<HookRun | undefined> => {
          await tree.write("a.py", saying(name));
          await commitAll(tree.root, name, env);
          return (await runs())[0];
        };
        const waiting = { outcome: "waiting", words: expect.stringContaining("1 file waits") };
        expect(await edit("two", own)).toMatchObject(waiting);
        // As in a program that does not have the variables of the shell.
        expect(await edit("three", {})).toMatchObject({
          ...waiting,
          words: expect.stringContaining("would be by no model"),
        });
        expect(model.requests).toHaveLength(asked);
        await paid.ask("hooks", "install", "--allow-spend");
        expect(await edit("four", own)).toMatchObject({ outcome: "documented" });
        expect(model.requests.length).toBeGreaterThan(asked);
      } finally {
        await model.close();
      }
    },
    limitMs,
  );
});
