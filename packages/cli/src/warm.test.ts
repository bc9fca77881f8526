import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { McpSession } from "./testing/mcp-session.fixture.js";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 240_000;
const question = ["search", "how much money does one piece cost", "-k", "5", "--json"];

/** A running `stemma serve`. */
interface Server {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
}

/** The first symbol of an answer in JSON, which notes of its standing may follow. */
function best(printed: string): string | undefined {
  const answer = printed.slice(0, printed.lastIndexOf("\n}\n") + 2);
  return (JSON.parse(answer) as { results: { symbol: string }[] }).results[0]?.symbol;
}

describe("a search beside a process that has the tree open", () => {
  let tree: SourceTree;
  let doors: string;
  let spy: string;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    await beginGit(tree.root);
    doors = join(tree.root, ".stemma", "doors");
    // Says which libraries the process had loaded in the end: without Python it did not answer by itself.
    spy = join(tree.root, "..", `spy-${process.pid}.mjs`);
    await writeFile(
      spy,
      `import { writeFileSync } from "node:fs";
       process.on("exit", () => {
         const { sharedObjects } = process.report.getReport();
         writeFileSync(process.env.SPY_FILE, String(sharedObjects.some((path) => path.includes("libpython"))));
       });`,
    );
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
  }, limitMs);
  afterAll(async () => {
    await rm(spy, { force: true });
    await tree.remove();
  });

  async function serve(): Promise<Server> {
    let child: ChildProcess | undefined;
    const ended = runStemma(["serve", tree.root, "--json"], { onStart: (started) => (child = started) });
    if (child?.stdout == null) throw new Error("no process");
    await once(child.stdout, "data");
    return { child, ended };
  }

  async function stop({ child, ended }: Server, signal: NodeJS.Signals = "SIGINT"): Promise<void> {
    child.kill(signal);
    await ended;
  }

  /** What a search printed, and whether it was answered by another process. */
  async function search(env: NodeJS.ProcessEnv = {}): Promise<{ printed: string; elsewhere: boolean }> {
    const spyFile = `${spy}.said`;
    const { code, stdout, stderr } = await runStemma(["-C", join(tree.root, "shop"), ...question], {
      env: { ...env, NODE_OPTIONS: `--import=${spy}`, SPY_FILE: spyFile },
    });
    const printed = stdout + stderr;
    expect({ code, printed }).toMatchObject({ code: 0 });
    const elsewhere = (await readFile(spyFile, "utf8")) === "false";
    await rm(spyFile);
    return { printed, elsewhere };
  }

  /** Another environment than that of whoever serves: the process has to answer by itself. */
  const searchHere = (): ReturnType<typeof search> => search({ STEMMA_TEST: "here" });

  it(
    "is answered there as it is here, and again after an edit, another branch and another configuration",
    async () => {
      const { printed: before, elsewhere } = await searchHere();
      expect(elsewhere).toBe(false);
      expect(best(before)).toBe("price_of");
      const server = await serve();
      try {
        expect(statSync(doors).mode & 0o777).toBe(0o700);
        const [socket = ""] = readdirSync(doors);
        expect(statSync(join(doors, socket)).mode & 0o777).toBe(0o600);
        expect(await search()).toEqual({ printed: before, elsewhere: true });
        // The files of the tree are looked at, not only the index.
        await tree.write("shop/prices.py", `${sampleFiles["shop/prices.py"]}\ndef tax():\n    return 7\n`);
        const edited = await searchHere();
        expect(edited.printed).not.toBe(before);
        expect(await search()).toEqual({ ...edited, elsewhere: true });
        await git(tree.root, "switch", "--quiet", "--create", "other");
        await tree.write(
          "shop/costs.py",
          'def piece_cost(piece):\n    """How much money one piece costs."""\n    return 3\n',
        );
        await commitAll(tree.root, "costs");
        expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
        const switched = await searchHere();
        expect(best(switched.printed)).toBe("piece_cost");
        expect(await search()).toEqual({ ...switched, elsewhere: true });
        await git(tree.root, "switch", "--quiet", "main");
        const back = await searchHere();
        expect((await search()).printed).toBe(back.printed);
        await tree.write("stemma.config.json", '{ "collection": "another" }');
        const configured = await searchHere();
        // That process has the old configuration and declines, or has opened the tree anew meanwhile.
        expect((await search()).printed).toBe(configured.printed);
        await rm(join(tree.root, "stemma.config.json"));
      } finally {
        await stop(server);
      }
      expect(existsSync(doors)).toBe(false);
      expect((await search()).elsewhere).toBe(false);
    },
    limitMs,
  );

  it(
    "is answered here where the other one was killed or is stopped, and what was left is removed",
    async () => {
      const { printed } = await searchHere();
      const killed = await serve();
      const [left = ""] = readdirSync(doors);
      await stop(killed, "SIGKILL");
      expect(readdirSync(doors)).toEqual([left]);
      const longAgo = new Date(Date.now() - 60_000);
      await utimes(join(doors, left), longAgo, longAgo);
      expect(await search()).toEqual({ printed, elsewhere: false });
      expect(existsSync(doors)).toBe(false);

      const stopped = await serve();
      stopped.child.kill("SIGSTOP");
      try {
        expect(await search()).toEqual({ printed, elsewhere: false });
      } finally {
        stopped.child.kill("SIGCONT");
        await stop(stopped);
      }
      expect(existsSync(doors)).toBe(false);
    },
    limitMs,
  );

  it(
    "is answered by an assistant's server, too, from its first question on",
    async () => {
      const { printed } = await searchHere();
      {
        await using session = await McpSession.start(tree.root);
        await session.call("search", { query: "money" });
        expect(await search()).toEqual({ printed, elsewhere: true });
      }
      expect(existsSync(doors)).toBe(false);
    },
    limitMs,
  );
});
