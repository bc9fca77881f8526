import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
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
      let tookMs = Infinity;
      // What it printed is compared with its schema after that.
      child?.once("exit", () => (tookMs = performance.now() - interruptedAt));
      child?.kill("SIGINT");
      expect(await ended).toMatchObject({ code: 0, stderr: "" });
      expect(tookMs).toBeLessThan(1_000);
    },
    limitMs,
  );

  it(
    "answers assistants beside the page, for whoever has the token, and both end together",
    async () => {
      let child: ChildProcess | undefined;
      const tokenFile = join(tree.root, "..", `token-${process.pid}`);
      const args = ["serve", tree.root, "--json", "--mcp", "--token-file", tokenFile];
      const ended = runStemma(args, { onStart: (started) => (child = started) });
      try {
        const [printed] = (await once(child?.stdout ?? process.stdin, "data")) as [string];
        const { link, mcp, ...rest } = JSON.parse(printed) as { link: string; mcp: string };
        expect(rest).toEqual({});
        const token = (await readFile(tokenFile, "utf8")).trim();
        const ask = (headers: Record<string, string>) => fetch(mcp, { method: "POST", headers, body: "{}" });
        expect((await ask({})).status).toBe(401);
        // The page's token opens no other door.
        const pageToken = new URL(link).searchParams.values().next().value ?? "";
        expect((await ask({ authorization: `Bearer ${pageToken}` })).status).toBe(401);
        const client = new Client({ name: "test", version: "1" });
        const headers = { authorization: `Bearer ${token}` };
        await client.connect(new StreamableHTTPClientTransport(new URL(mcp), { requestInit: { headers } }));
        const { tools } = await client.listTools();
        expect(tools.map(({ name }) => name)).not.toContain("document");
        const [cookie = ""] = (await fetch(link)).headers.getSetCookie();
        const [shown, answered] = await Promise.all([
          fetch(new URL("/api/search?q=money", link), {
            headers: { cookie: cookie.split(";", 1)[0] ?? "" },
          }),
          client.callTool({ name: "search", arguments: { query: "money" } }),
        ]);
        expect(await shown.json()).toMatchObject({ view: "search" });
        expect(answered.structuredContent).toMatchObject({ standing: { freshness: "fresh" } });
        await client.close();
        child?.kill("SIGINT");
        // What Python still does then is ended by force.
        expect((await ended).stderr).toBe("");
        await expect(fetch(mcp)).rejects.toThrow("fetch failed");
      } finally {
        child?.kill("SIGKILL");
        await rm(tokenFile, { force: true });
      }
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
