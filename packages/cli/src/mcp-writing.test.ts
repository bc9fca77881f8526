import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Progress } from "@modelcontextprotocol/client";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { type Era, eras, McpSession } from "./testing/mcp-session.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 240_000;
const flags = ["--allow-write"];
const PRICE_OF = "shop/prices.py#price_of";

interface Item {
  readonly id: string;
  readonly lease: string;
  readonly source: string;
}

describe("an assistant that may write", () => {
  let tree: SourceTree;
  let session: McpSession;
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    await beginGit(tree.root);
    session = await McpSession.start(tree.root, { flags });
  }, limitMs);
  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await tree.remove();
  });

  it.each(eras.map((era): [string, Era] => [JSON.stringify(era), era]))(
    "documents a new tree with progress that grows, by the protocol %s",
    async (_, era) => {
      await using one = await McpSession.start(tree.root, { flags, era });
      const told: Progress[] = [];
      const { data, isError } = await one.call("document", {}, undefined, (progress) => told.push(progress));
      expect(isError).toBeUndefined();
      expect(data).toMatchObject({ isComplete: true, documented: { files: 2, failed: 0 } });
      expect(data.standing).toMatchObject({ ref: "main", freshness: "fresh" });
      const numbers = told.map(({ progress }) => progress);
      expect(numbers.length).toBeGreaterThan(2);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(told.every(({ total }) => total === 100)).toBe(true);
    },
    limitMs,
  );

  it(
    "is told truly what each tool may do, and has none of them unasked",
    async () => {
      const { tools } = await session.client.listTools();
      const of = Object.fromEntries(tools.map(({ name, annotations }) => [name, annotations]));
      expect(of["search"]).toEqual({ readOnlyHint: true, openWorldHint: false });
      expect(of["merge"]).toMatchObject({ readOnlyHint: false, destructiveHint: true, openWorldHint: false });
      expect(of["push"]).toMatchObject({ readOnlyHint: false, destructiveHint: false, openWorldHint: true });
      await using reading = await McpSession.start(tree.root);
      const names = (await reading.client.listTools()).tools.map(({ name }) => name);
      expect(names).not.toContain("document");
      await expect(reading.client.callTool({ name: "document", arguments: {} })).rejects.toThrow("document");
    },
    limitMs,
  );

  it(
    "writes what its model says of a place, which search finds after the next run and show tells the author of",
    async () => {
      const { data } = await session.call("next_undocumented", { scope: PRICE_OF });
      expect(data["items"]).toMatchObject([
        { id: PRICE_OF, source: expect.stringContaining("def price_of") },
      ]);
      const [item] = data["items"] as Item[];
      if (item === undefined) throw new Error("nothing was handed out");
      const given = { id: item.id, lease: item.lease, model: "test-model-1" };
      const refused = await session.call("submit_documentation", {
        ...given,
        documentation: "`price_of` asks the `WarehouseOracle` for it.",
      });
      expect(refused).toMatchObject({ isError: true, text: expect.stringContaining("WarehouseOracle") });
      const documentation =
        "`price_of` says how many golden crowns a customer pays for one loaf of bread. It knows no discounts.";
      const summary = documentation.split(/(?<=\.) /u).map((text) => ({ text, cites: ["1-2"] }));
      expect(await session.call("submit_documentation", given)).toMatchObject({ isError: true });
      const taken = await session.call("submit_documentation", { ...given, summary });
      expect(taken.data).toMatchObject({ id: PRICE_OF, summary: documentation });
      await session.call("document");
      const { data: shown } = await session.call("symbol", { name: PRICE_OF });
      expect(shown["symbols"]).toMatchObject([{ documentation, writtenBy: "assistant (test-model-1)" }]);
      const { data: found } = await session.call("search", {
        query: "how many crowns does a customer pay for a loaf",
      });
      expect((found["results"] as Item[]).map(({ id }) => id)).toContain(PRICE_OF);
      expect((await session.call("next_undocumented", { scope: PRICE_OF })).data["items"]).toEqual([]);
    },
    limitMs,
  );

  it(
    "makes branches, goes to them, and merges with conflicts that it decides",
    async () => {
      const made = await session.call("switch", { branch: "idea", create: true });
      expect(made.data).toMatchObject({ moved: true, branch: "idea" });
      const write = async (text: string): Promise<void> => {
        await tree.write("shop/prices.py", `def price_of(item):\n    """${text}"""\n    return 1\n`);
        await session.call("document");
      };
      await git(tree.root, "switch", "--quiet", "--create", "idea");
      await write("Theirs: one coin.");
      await commitAll(tree.root, "theirs");
      await git(tree.root, "switch", "--quiet", "main");
      await write("Ours: two coins.");
      await commitAll(tree.root, "ours");
      expect((await session.call("branch")).data["branches"]).toMatchObject([
        { name: "idea", isCurrent: false },
        { name: "main", isCurrent: true },
      ]);
      const preview = await session.call("merge", { ref: "idea", preview: true });
      expect(preview.data).toMatchObject({ outcome: "conflicts" });
      expect(preview.data["conflicts"]).toContainEqual(
        expect.objectContaining({ id: PRICE_OF, ours: expect.stringContaining("two coins") }),
      );
      const waiting = await session.call("merge", { ref: "idea" });
      expect(waiting.data).toMatchObject({ outcome: "conflicts" });
      expect(await session.call("merge", { resolve: [{ id: "no such id", take: "ours" }] })).toMatchObject({
        isError: true,
      });
      const conflicts = waiting.data["conflicts"] as Item[];
      const resolve = conflicts.map(({ id }) => ({ id, take: "theirs" }));
      const merged = await session.call("merge", { resolve });
      expect(merged.data).toMatchObject({ outcome: "merged", conflicts: [] });
      expect(merged.data.standing.because.map(({ code }) => code)).toContain("merged-texts");
    },
    limitMs,
  );

  it(
    "gives up a run that is cancelled, and goes on with it",
    async () => {
      await tree.write("shop/more.py", "def more():\n    return 1\n");
      const stop = new AbortController();
      const run = session.call("document", {}, stop.signal, () => stop.abort());
      await expect(run).rejects.toThrow();
      const { data } = await session.call("document");
      expect(data).toMatchObject({ isComplete: true, documented: { files: 3 } });
      expect(data.standing.freshness).toBe("fresh");
      expect((await session.call("push", { remote: "nowhere" })).text).toContain("UNKNOWN_REMOTE");
    },
    limitMs,
  );
});
