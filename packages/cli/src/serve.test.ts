import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 240_000;

describe("stemma serve", () => {
  let tree: SourceTree;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
  }, limitMs);
  afterAll(() => tree.remove());

  it(
    "shows the tree beside other commands, and ends with code 0 within a second of Ctrl-C",
    async () => {
      let child: ChildProcess | undefined;
      const ended = runStemma(["serve", tree.root, "--json"], { onStart: (started) => (child = started) });
      const [printed] = (await once(child?.stdout ?? process.stdin, "data")) as [string];
      const { link } = JSON.parse(printed) as { link: string };
      const [cookie = ""] = (await fetch(link)).headers.getSetCookie();
      const ask = (path: string) =>
        fetch(new URL(path, link), { headers: { cookie: cookie.split(";", 1)[0] ?? "" } });
      // Python, too, is in the process that is to end.
      expect(await (await ask("/api/search?q=money")).json()).toMatchObject({ view: "search" });
      expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
      expect((await ask("/api/overview")).status).toBe(200);
      const interruptedAt = performance.now();
      child?.kill("SIGINT");
      expect(await ended).toMatchObject({ code: 0, stderr: "" });
      expect(performance.now() - interruptedAt).toBeLessThan(1_000);
    },
    limitMs,
  );

  it("says so where there is nothing to show, or no such port", async () => {
    const bare = join(tree.root, "..", `bare-${process.pid}`);
    await mkdir(bare);
    try {
      const { code, stderr } = await runStemma(["serve", bare]);
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("stemma document") });
    } finally {
      await rm(bare, { recursive: true });
    }
    const { code, stderr } = await runStemma(["serve", tree.root, "--port", "70000"]);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("65,535") });
  });
});
