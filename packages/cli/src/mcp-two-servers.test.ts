import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { beginGit, commitAll, git } from "./testing/git.fixture.js";
import { McpSession, type ToolResult } from "./testing/mcp-session.fixture.js";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const limitMs = 600_000;
const wordsOf: Readonly<Record<string, string>> = { main: "how much money", discount: "Half of what" };

/** What an answer of `symbol` or `search` says of `price_of`. */
function saidOfPrice({ data }: ToolResult): string {
  const places = (data["symbols"] ?? data["results"]) as { id: string; documentation: string }[];
  return places.find(({ id }) => id === "shop/prices.py#price_of")?.documentation ?? "";
}

function isOfItsRef(answer: ToolResult): boolean {
  const { ref } = answer.data.standing;
  return saidOfPrice(answer).includes(wordsOf[ref ?? ""] ?? "no branch");
}

describe("two servers on one tree, with git switching under both", () => {
  let tree: SourceTree;
  let servers: readonly McpSession[];
  beforeAll(async () => {
    tree = await createSourceTree(sampleFiles);
    await beginGit(tree.root);
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
    await git(tree.root, "switch", "--quiet", "--create", "discount");
    await tree.write(
      "shop/prices.py",
      'def price_of(item):\n    """Half of what it was."""\n    return 20\n',
    );
    await commitAll(tree.root, "discount");
    expect((await runStemma(["document", tree.root, "--quiet"])).code).toBe(0);
    servers = [
      await McpSession.start(tree.root, { flags: ["--allow-write"] }),
      await McpSession.start(tree.root, { era: { pin: "2026-07-28" } }),
    ];
  }, limitMs);
  afterAll(async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
    await tree.remove();
  });

  /** One after the other: servers take turns with what only one process may have open. */
  async function askBoth(tool: string, given: object): Promise<ToolResult[]> {
    const answers: ToolResult[] = [];
    for (const server of servers) answers.push(await server.call(tool, { ...given }));
    return answers;
  }

  it(
    "says so in both, and answers in both of the branch that one of them then brings",
    async () => {
      for (const { data } of await askBoth("symbol", { name: "price_of" }))
        expect(data.standing).toMatchObject({ ref: "discount", freshness: "fresh" });
      await git(tree.root, "switch", "--quiet", "main");
      for (const answer of [
        ...(await askBoth("symbol", { name: "price_of" })),
        ...(await askBoth("search", { query: "price_of" })),
      ]) {
        const { standing } = answer.data;
        expect(standing.ref).toBe("discount");
        expect(standing.because.map(({ code }) => code)).toEqual(["other-branch", "files-changed"]);
        expect(isOfItsRef(answer)).toBe(true);
      }
      const [first] = servers;
      expect((await first?.call("switch"))?.isError).toBeUndefined();
      for (const answer of [
        ...(await askBoth("symbol", { name: "price_of" })),
        ...(await askBoth("search", { query: "price_of" })),
      ]) {
        expect(answer.data.standing).toMatchObject({ ref: "main", freshness: "fresh" });
        expect(isOfItsRef(answer)).toBe(true);
      }
    },
    limitMs,
  );

  it(
    "answers in both of one branch or says otherwise, while git and the index go from one to the other",
    async () => {
      const [first] = servers;
      let isOver = false;
      let asked = 0;
      const wrong: string[] = [];
      const asking = servers.flatMap((server) =>
        (
          [
            ["symbol", { name: "price_of" }],
            ["search", { query: "price_of" }],
          ] as const
        ).map(async ([tool, given]) => {
          while (!isOver) {
            const answer = await server.call(tool, { ...given });
            // The other one may have the index open for longer than a call waits.
            if (answer.isError === true) continue;
            asked++;
            const { ref, freshness } = answer.data.standing;
            if (!isOfItsRef(answer) && freshness === "fresh")
              wrong.push(`${tool} of ${ref}: ${saidOfPrice(answer)}`);
          }
        }),
      );
      for (const branch of ["discount", "main", "discount", "main"]) {
        await git(tree.root, "switch", "--quiet", branch);
        let brought = await first?.call("switch");
        while (brought?.isError === true) brought = await first?.call("switch");
      }
      isOver = true;
      await Promise.all(asking);
      expect(wrong).toEqual([]);
      expect(asked).toBeGreaterThan(0);
      for (const answer of await askBoth("search", { query: "price_of" })) {
        expect(answer.data.standing).toMatchObject({ ref: "main", freshness: "fresh" });
        expect(isOfItsRef(answer)).toBe(true);
      }
    },
    limitMs,
  );
});
