import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { commandEnvironment } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const bin = fileURLToPath(new URL("../bin/stemma.js", import.meta.url));
const limitMs = 600_000;
const saying = (name: string, what = name): string =>
  `def ${name}():\n    """Says ${what}."""\n    return 1\n`;

interface News {
  readonly kind: "watching" | "run" | "failed";
  readonly outcome?: string;
  readonly words?: string;
}

/** A watch in a process of its own, and what it tells. */
class Watching {
  readonly #news: AsyncIterator<string>;

  constructor(readonly child: ChildProcess) {
    if (child.stdout === null) throw new Error("no output");
    this.#news = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  static begin(root: string): Watching {
    const args = [bin, "-C", root, "--json", "watch"];
    return new Watching(
      spawn(process.execPath, args, { env: commandEnvironment(), stdio: ["ignore", "pipe", "inherit"] }),
    );
  }

  async next(): Promise<News> {
    const { value, done } = (await this.#news.next()) as IteratorResult<string, undefined>;
    if (done === true) throw new Error("the watch has ended");
    return JSON.parse(value) as News;
  }

  /** The next run that has made something. */
  async documented(): Promise<News> {
    for (;;) {
      const news = await this.next();
      if (news.kind === "failed") throw new Error(JSON.stringify(news));
      if (news.outcome === "documented") return news;
    }
  }

  /** Its exit code, and how long it took to end. */
  async end(signal: NodeJS.Signals): Promise<[number | null, number]> {
    const start = performance.now();
    const ended = once(this.child, "exit");
    this.child.kill(signal);
    const [code] = (await ended) as [number | null];
    return [code, performance.now() - start];
  }
}

describe("watching a tree", () => {
  let tree: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  let watching: Watching;
  beforeAll(async () => {
    tree = await createSourceTree({ "a.py": saying("one"), ".gitignore": "build/\n" });
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
    await stemma.ask("document", tree.root);
    watching = Watching.begin(tree.root);
    expect(await watching.next()).toMatchObject({ kind: "watching" });
    expect(await watching.next()).toMatchObject({ kind: "run", outcome: "unchanged" });
  }, limitMs);
  afterAll(async () => {
    watching.child.kill("SIGKILL");
    await commands[Symbol.asyncDispose]();
    await tree.remove();
  });
  const standing = async (): Promise<unknown> => (await stemma.ask<{ standing: unknown }>("status")).standing;

  const untilFresh = async (wanted: string): Promise<void> => {
    for (;;) {
      const { branch, standing: now } = await stemma.ask<{
        branch: string;
        standing: { freshness: string };
      }>("status");
      if (branch === wanted && now.freshness === "fresh") return;
      await once(AbortSignal.timeout(300), "abort");
    }
  };

  it(
    "documents what an editor saves by renaming, and other commands work beside it",
    async () => {
      await writeFile(join(tree.root, "a.py~"), saying("one", "another thing"));
      await rename(join(tree.root, "a.py~"), join(tree.root, "a.py"));
      await watching.documented();
      expect(await standing()).toMatchObject({ freshness: "fresh", files: [] });
      expect((await stemma.run("show", "one")).stdout).toContain("Says another thing.");
    },
    limitMs,
  );

  it(
    "is not woken by what ignore files leave out, not even by folders that came later",
    async () => {
      await mkdir(join(tree.root, "build"));
      for (let file = 0; file < 300; file++)
        await writeFile(join(tree.root, "build", `${file}.py`), saying(`built${file}`));
      await tree.write("b.py", saying("two"));
      const { words } = await watching.documented();
      expect(words).toContain("on main");
      expect((await stemma.run("show", "built1")).code).toBe(2);
    },
    limitMs,
  );

  it(
    "follows a switch to a branch in which thousands of files are other ones, and takes it for one change",
    async () => {
      await commitAll(tree.root, "before");
      await git(tree.root, "switch", "--quiet", "--create", "topic");
      for (let folder = 0; folder < 20; folder++) {
        for (let file = 0; file < 150; file++)
          await tree.write(`data/${folder}/${file}.txt`, `${folder} ${file}\n`);
      }
      await tree.write("c.py", saying("three"));
      await commitAll(tree.root, "thousands");
      await untilFresh("topic");
      expect((await stemma.run("show", "three")).code).toBe(0);
      await git(tree.root, "switch", "--quiet", "main");
      await untilFresh("main");
      expect((await stemma.run("show", "three")).code).toBe(2);
    },
    limitMs,
  );

  it(
    "goes on after kill -9 in the middle of a run, with what was edited meanwhile, and ends within a second by Ctrl-C",
    async () => {
      await tree.write("d.py", saying("four"));
      // Some way into the run that this begins, or before it.
      await once(AbortSignal.timeout(900), "abort");
      await watching.end("SIGKILL");
      await tree.write("e.py", saying("five"));
      watching = Watching.begin(tree.root);
      await watching.documented();
      await untilFresh("main");
      const [code, tookMs] = await watching.end("SIGINT");
      expect(code).toBe(130);
      // On a quiet machine below one second; here only that it does not wait for anything.
      expect(tookMs).toBeLessThan(10_000);
      expect(await stemma.ask("verify")).toMatchObject({ isEqual: true });
    },
    limitMs,
  );
});
