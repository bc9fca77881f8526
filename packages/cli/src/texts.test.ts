import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { SearchResult } from "@stemma/pipeline";
import { McpSession } from "./testing/mcp-session.fixture.js";
import { runStemma } from "./testing/run-stemma.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";

const runLimitMs = 120_000;
const TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyzAB";

const TEXTS = {
  "README.md": [
    "# Shop",
    "",
    "Sells fruit to everybody in town.",
    "",
    "## Sending things back",
    "",
    "A parcel that nobody wanted returns by mail within two weeks; `Basket.total` is paid out again.",
    "",
    "## Keys",
    "",
    `The token is ${TOKEN} until spring.`,
    "",
  ].join("\n"),
  "package.json": '{ "name": "shop", "scripts": { "harvest": "node pick-apples.js" } }\n',
  "schema.sql": "-- Who has bought something before.\nCREATE TABLE customer (name text);\n",
};

describe("texts of a tree", () => {
  let tree: SourceTree;
  const search = async (...args: string[]): Promise<SearchResult[]> => {
    const run = await runStemma(["-C", tree.root, "--json", "search", ...args]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    return (JSON.parse(run.stdout) as { results: SearchResult[] }).results;
  };
  beforeAll(async () => {
    tree = await createSourceTree({ ...sampleFiles, ...TEXTS });
    expect(await runStemma(["document", tree.root, "-q"])).toMatchObject({ code: 0 });
  }, runLimitMs);
  afterAll(() => tree.remove());

  it(
    "are found by their sentences, with section, line and words",
    async () => {
      const [best] = await search("how does an unwanted parcel come back by mail?");
      expect(best).toMatchObject({
        path: "README.md",
        line: 5,
        symbol: "sending-things-back",
        kind: "TEXT",
        documentation: expect.stringContaining(TEXTS["README.md"].split("\n")[6] ?? "-"),
      });
      const [table] = await search("the people who were customers before", "--kind", "table");
      expect(table).toMatchObject({ path: "schema.sql", symbol: "customer", line: 2 });
      const [script] = await search("harvest");
      expect(script).toMatchObject({ path: "package.json", symbol: "harvest" });
    },
    runLimitMs,
  );

  it(
    "are left out where code alone is asked for, and the reverse",
    async () => {
      const question = "how does an unwanted parcel come back by mail?";
      const paths = (results: readonly SearchResult[]) => new Set(results.map(({ path }) => path));
      expect([...paths(await search(question, "--no-texts"))].filter((path) => /\./u.test(path))).toEqual(
        expect.not.arrayContaining(Object.keys(TEXTS)),
      );
      expect(paths(await search(question, "--language", "markdown"))).toEqual(new Set(["README.md"]));
      expect(paths(await search("what does everything cost", "--kind", "method"))).toEqual(
        new Set(["shop/basket.py"]),
      );
    },
    runLimitMs,
  );

  it(
    "lead to what they name, and hold no secret",
    async () => {
      const run = await runStemma(["-C", tree.root, "outline", "README.md"]);
      expect(run.stdout.split("\n").slice(0, 3)).toEqual([
        "README.md",
        "  ## Sending things back  section  README.md:5",
        "  ## Keys  section  README.md:9",
      ]);
      const shown = await runStemma(["-C", tree.root, "show", "README.md#keys"]);
      expect(shown.stdout).toContain("The token is [secret: ");
      expect(shown.stdout).not.toContain(TOKEN);
      const symbol = await runStemma(["-C", tree.root, "show", "Basket.total"]);
      expect(symbol.stdout).toContain("Mentioned in\n  README.md#sending-things-back  README.md:7\n");
      const folder = await runStemma(["-C", tree.root, "show", "."]);
      // Code is told of as if there were no texts, and a README is its folder's first words.
      expect(folder.stdout).toContain("Sells fruit to everybody in town.");
      expect(folder.stdout).not.toContain("package.json");
    },
    runLimitMs,
  );

  it(
    "are named to an assistant that asks for what they mention",
    async () => {
      await using session = await McpSession.start(tree.root);
      const { data, text, content } = await session.call("symbol", { name: "Basket.total" });
      const mentionedIn = [{ id: "README.md#sending-things-back", lines: [7] }];
      expect(data["symbols"]).toMatchObject([{ id: "shop/basket.py#Basket.total", mentionedIn }]);
      expect(text).toContain("Mentioned in: README.md#sending-things-back");
      const lean = await session.call("symbol", { name: "Basket.total", include: "mentionedIn" });
      expect(lean.data["symbols"]).toMatchObject([{ mentionedIn }]);
      expect(Object.keys((lean.data["symbols"] as object[])[0] ?? {})).not.toContain("callers");
      const link = content.find(({ type }) => type === "resource_link");
      const uri = link?.type === "resource_link" ? link.uri : "";
      const { contents } = await session.client.readResource({ uri });
      expect(contents).toMatchObject([
        { text: expect.stringContaining("## Mentioned in\n\n- `README.md#sending-things-back` (line 5)") },
      ]);
    },
    runLimitMs,
  );

  it(
    "follow edits as code does",
    async () => {
      await tree.write("README.md", TEXTS["README.md"].replace("two weeks", "three weeks"));
      const stale = await runStemma(["-C", tree.root, "search", "parcel"]);
      expect(stale.stderr).toContain("1 file changed since the tree was documented (README.md)");
      expect(await runStemma(["document", tree.root, "-q"])).toMatchObject({ code: 0 });
      const [best] = await search("parcel by mail");
      expect(best?.documentation).toContain("three weeks");
      expect(await runStemma(["-C", tree.root, "verify"])).toMatchObject({ code: 0 });
    },
    runLimitMs,
  );
});
