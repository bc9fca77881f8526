import type { ChildProcess } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ForgetReport } from "@stemma/pipeline";
import { filesWith } from "./testing/files-with.fixture.js";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree } from "./testing/source-tree.fixture.js";
import { type StemmaIn, stemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 300_000;
const password = "correct horse battery staple";
const source = (said: string): string =>
  `def connect():\n    """Opens the till with ${said}."""\n    return 1\n`;
/** More by STEMMA_KILLS: `nx kills stemma`. */
const kills = Number(process.env["STEMMA_KILLS"] ?? 2);
/** Equally far from each other, and not on round numbers. */
const shares = Array.from({ length: kills }, (_, index) => 0.35 + (0.65 * (index + 0.37)) / kills);

describe("kill -9 while a text is forgotten", () => {
  let tree: SourceTree;
  let stemma: StemmaIn;
  let kept: string;
  let wholeMs: number;
  let planned: ForgetReport;
  let refs: unknown;
  const state = (): string => join(tree.root, ".stemma");
  const restore = async (): Promise<void> => {
    await rm(state(), { recursive: true });
    await cp(kept, state(), { recursive: true, preserveTimestamps: true });
  };
  const forget = (onStart?: (child: ChildProcess) => void) =>
    runStemma(["-C", tree.root, "forget", "--yes", password], { onStart });
  const held = (): string[] => filesWith(state(), [password]);
  const refsNow = async (): Promise<unknown> => ({
    tags: (await stemma.ask<{ tags: { name: string }[] }>("tag")).tags.map(({ name }) => name),
    remotes: await stemma.ask("remote"),
    branches: (await stemma.ask<{ branches: { name: string }[] }>("branch")).branches.map(({ name }) => name),
    commits: (await stemma.ask<{ commits: { author: object; date: string }[] }>("log")).commits.map(
      ({ date }) => date,
    ),
  });

  beforeAll(async () => {
    tree = await createSourceTree({ "till.py": source(password), "other.py": "def other(): pass\n" });
    stemma = stemmaIn(tree.root);
    await stemma.run("document");
    await stemma.run("tag", "told", "-m", `it was ${password}`);
    await stemma.run("remote", "add", "origin", pathToFileURL(`${tree.root}-remote`).href);
    await stemma.run("push");
    await tree.write("till.py", source("a key"));
    expect(await stemma.run("document")).toMatchObject({ code: 0 });
    refs = await refsNow();
    planned = await stemma.ask<ForgetReport>("forget", password);
    kept = `${tree.root}-kept`;
    await cp(state(), kept, { recursive: true, preserveTimestamps: true });
    const startedAt = performance.now();
    expect(await forget()).toMatchObject({ code: 3 });
    wholeMs = performance.now() - startedAt;
    expect(held()).toEqual([]);
    expect(await refsNow()).toEqual(refs);
  }, limitMs);
  afterAll(async () => {
    for (const place of [tree.root, kept, `${tree.root}-remote`])
      await rm(place, { recursive: true, force: true });
  });

  const expectWhole = (said: ForgetReport, isDone: boolean): Promise<void> => {
    expect(isDone ? held() : said).toEqual(isDone ? [] : planned);
    return Promise.resolve();
  };
  const expectHeldBack = async (signal: unknown): Promise<void> => {
    expect(signal).toBe("SIGKILL");
    expect(await stemma.refused(1, "document")).toContain("stemma forget --yes");
    expect(await stemma.refused(1, "log")).toContain("stemma forget --yes");
    expect(await stemma.refused(1, "forget", "--yes", "another text")).toContain("same text");
  };

  it.each(shares)(
    "at %d of its time: it was not begun, or the same command ends it, and nothing half forgotten passes for forgotten",
    async (share) => {
      await restore();
      let timer: NodeJS.Timeout | undefined;
      const { signal } = await forget((child) => {
        timer = setTimeout(() => child.kill("SIGKILL"), wholeMs * share);
      });
      clearTimeout(timer);
      const said = await stemma.ask<ForgetReport>("forget", password);
      const isDone = !said.wasInterrupted && said.places.length === 0 && said.history?.rewritten === 0;
      await (said.wasInterrupted ? expectHeldBack(signal) : expectWhole(said, isDone));
      const ended = await forget();
      expect({ code: ended.code, held: held() }).toEqual({ code: 3, held: [] });
      expect(await refsNow()).toEqual(refs);
      expect((await stemma.run("status")).stdout).toContain("Nothing to commit");
      expect(await stemma.ask<ForgetReport>("forget", password)).toMatchObject({
        wasInterrupted: false,
        places: [],
        history: { rewritten: 0 },
      });
    },
    limitMs,
  );
});
