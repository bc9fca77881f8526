import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { ended, McpSession } from "./testing/mcp-session.fixture.js";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 240_000;
const flags = ["--allow-write"];
/** All that take nothing a model could do harm with by chance. */
const READING = [
  "search",
  "symbol",
  "trace",
  "overview",
  "changes",
  "history",
  "status",
  "next_undocumented",
];
const NAMES = "query name symbol to path at limit depth direction include kind cursor from scope".split(" ");

describe("a server whose clients say anything", () => {
  let tree: SourceTree;
  let session: McpSession;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    await beginGit(tree.root);
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
    session = await McpSession.start(tree.root, { flags });
  }, limitMs);
  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await tree.remove();
  });

  it(
    "answers whatever arguments with data or an error, and lives on",
    async () => {
      // One of its own: what it was handed out is free again when it has ended.
      await using own = await McpSession.start(tree.root, { flags });
      const given = fc.dictionary(fc.constantFrom(...NAMES), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...READING), given, async (tool, value) => {
          const { isError = false, content, structuredContent } = await own.call(tool, value);
          expect(content.length).toBeGreaterThan(0);
          // An error's text, or data with where it stands.
          const stands = structuredContent !== undefined && "standing" in (structuredContent as object);
          expect(stands).toBe(!isError);
        }),
        { numRuns: 60, seed: 7 },
      );
      expect((await own.call("status")).isError).toBeUndefined();
      await expect(own.call("no_such_tool")).rejects.toThrow("no_such_tool");
      expect(own.errors).toEqual([]);
    },
    limitMs,
  );

  it(
    "answers of one branch or says otherwise, while git and the index switch under it",
    async () => {
      await git(tree.root, "switch", "--quiet", "--create", "other");
      await tree.write("shop/prices.py", 'def price_of(item):\n    """Other words."""\n    return 2\n');
      await commitAll(tree.root, "other");
      expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
      const wordsOf = { main: "how much money", other: "Other words" } as const;
      const asking = (async () => {
        for (let round = 0; round < 12; round++) {
          const { data, isError } = await session.call("symbol", { name: "price_of" });
          if (isError === true) continue;
          const { ref, freshness } = data.standing;
          const [shown] = data["symbols"] as { documentation: string }[];
          const isOfRef = shown?.documentation.includes(wordsOf[ref as "main" | "other"]);
          expect(isOfRef || freshness !== "fresh").toBe(true);
        }
      })();
      for (const branch of ["main", "other", "main"]) {
        await git(tree.root, "switch", "--quiet", branch);
        await session.call("switch");
      }
      await asking;
      const { data } = await session.call("symbol", { name: "price_of" });
      expect(data.standing.ref).toBe("main");
      expect(data["symbols"]).toMatchObject([{ documentation: expect.stringContaining("how much money") }]);
    },
    limitMs,
  );

  it(
    "hands out nothing twice over two servers, and again what a killed one had; what was taken is there",
    async () => {
      const servers = [
        await McpSession.start(tree.root, { flags }),
        await McpSession.start(tree.root, { flags }),
      ] as const;
      type Items = { id: string; lease: string }[];
      const [ofFirst = [], ofSecond = []] = (
        await Promise.all(servers.map((each) => each.call("next_undocumented", { limit: 1 })))
      ).map(({ data }) => data["items"] as Items);
      const handedOut = [...ofFirst, ...ofSecond];
      expect(new Set(handedOut.map(({ id }) => id)).size).toBe(handedOut.length);
      const [item] = handedOut;
      if (item === undefined) throw new Error("nothing was handed out");
      // Where one piece of work is ready, only one of them gets some: whoever asked first.
      const [killed, other] = ofFirst.length > 0 ? servers : ([servers[1], servers[0]] as const);
      process.kill(killed.pid, "SIGKILL");
      await ended(killed.pid);
      await killed.client.close();
      const again = (await other.call("next_undocumented", { limit: 10 })).data["items"] as Items;
      const name = item.id.split(/[#/.]/u).at(-1) ?? "";
      const retaken = again.find(({ id }) => id === item.id);
      if (retaken === undefined) throw new Error(`${item.id} is still the killed one's`);
      const documentation = `\`${name}\` was written by the second assistant after the first one was killed.`;
      const given = { id: retaken.id, lease: retaken.lease, documentation };
      expect((await other.call("submit_documentation", given)).isError).toBeUndefined();
      process.kill(other.pid, "SIGKILL");
      await ended(other.pid);
      await other.client.close();
      const { data } = await session.call("symbol", { name: item.id });
      expect(data["symbols"]).toMatchObject([{ documentation: expect.stringContaining("second assistant") }]);
      expect(await runStemma(["document", join(tree.root), "--quiet"])).toMatchObject({ code: 0 });
      expect((await session.call("symbol", { name: item.id })).text).toContain("second assistant");
    },
    limitMs,
  );
});
