import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { everyCommandName } from "./testing/every-command.fixture.js";
import { forgetPlaceInHistory } from "./testing/forget-place-in-history.fixture.js";
import { beginGit } from "./testing/git.fixture.js";
import { checkJson, documentedCommands } from "./testing/json-schemas.fixture.js";
import { createSourceTree, type SourceTree, sampleFiles } from "./testing/source-tree.fixture.js";
import type { StemmaIn } from "./testing/stemma-in.fixture.js";

const limitMs = 600_000;
const symbol = "shop/prices.py#price_of";

/** They speak a protocol, or print a program's text. */
const withoutJson = ["completion", "mcp", "mcp install"];
/** They do not end by themselves, or are for git: `serve.test.ts`, `watch.test.ts`, `hooks.test.ts`. The last is slow where there is a network. */
const elsewhere = ["serve", "watch", "hooks run", "setup"];

describe("what commands print with --json", () => {
  let tree: SourceTree;
  let other: SourceTree;
  let commands: CommandsInTurn;
  let stemma: StemmaIn;
  beforeAll(async () => {
    tree = await createSourceTree({ ...sampleFiles, "stemma.config.json": "{}" });
    other = await createSourceTree(sampleFiles);
    await beginGit(tree.root);
    commands = await CommandsInTurn.start();
    stemma = commands.in(tree.root);
  }, limitMs);
  afterAll(async () => {
    await commands[Symbol.asyncDispose]();
    await tree.remove();
    await other.remove();
  });

  it("has a schema for every command, and the schemas fail what they do not say", () => {
    const all = everyCommandName().filter((name) => !withoutJson.includes(name) && name !== "help");
    expect(documentedCommands()).toEqual([...all, "remote"].sort());
    expect(checkJson(["push", "--json"], '{"remote":"origin","tags":true,"force":false}')).toBe("push");
    const more = '{"remote":"origin","tags":true,"force":false,"more":1}';
    expect(() => checkJson(["push", "--json"], more)).toThrow("must NOT have additional properties");
    expect(() => checkJson(["push", "--json"], '{"remote":"origin","tags":true}')).toThrow("force");
  });

  it(
    "is what its schema says, for every command",
    async () => {
      await aboutTheTree();
      await aboutTheHistory();
      await aboutConflicts();
      await aboutCollections();
      expect([...commands.printed].sort()).toEqual(
        documentedCommands().filter((name) => !elsewhere.includes(name)),
      );
    },
    limitMs,
  );

  /** Documents, asks, and cares for what is there. */
  async function aboutTheTree(): Promise<void> {
    await stemma.ask("trust");
    for (const call of [
      ["config"],
      ["doctor"],
      ["document", "--dry-run"],
      ["document"],
      ["reindex"],
      ["resume"],
      ["cost"],
      ["scan"],
      ["scan", "--explain", "shop/basket.py:8"],
      ["search", "what does a piece cost"],
      ["search", "price_of"],
      ["ask", "what does a piece cost"],
      ["show", symbol],
      ["show", symbol, "--why"],
      ["show", "main", "--commit"],
      ["callers", "price_of"],
      ["callees", "Basket.total"],
      ["path", "Basket.total", "price_of"],
      ["impact", "price_of"],
      ["outline", "."],
      ["unused"],
      ["cycles", "--of", "calls"],
      ["export", "--markdown", join(other.root, "wiki")],
      ["edit", "--from", join(other.root, "wiki")],
      ["hooks", "install"],
      ["hooks", "status"],
      ["hooks", "remove"],
      ["verify"],
      ["verify", "--texts"],
      ["repair"],
      ["gc", "--dry-run"],
      ["forget", "nothing of this kind"],
      ["accept"],
      ["trust", "--revoke"],
    ])
      await stemma.run(...call, "--json");
  }

  /** Commits, branches, remotes, copies. */
  async function aboutTheHistory(): Promise<void> {
    const url = pathToFileURL(join(other.root, "remote")).href;
    for (const call of [
      ["edit", symbol, "--text", "Looks prices up."],
      ["status"],
      ["diff"],
      ["commit", "-m", "own words"],
      ["log"],
      ["log", "price_of"],
      ["blame", "price_of"],
      ["tag", "v1"],
      ["remote"],
      ["remote", "add", "origin", url],
      ["push"],
      ["fetch"],
      ["pull"],
      ["remote", "add", "spare", `${url}-2`],
      ["remote", "remove", "spare"],
      ["update"],
      ["reset"],
      ["copy-history", join(other.root, "copy.doltlite")],
    ])
      await stemma.ask(...call);
    await commands.in(other.root).ask("clone", url, other.root);
    await forgetPlaceInHistory(tree.root);
    await stemma.ask("attach");
  }

  /** A text that two branches have changed, each of the calls that decide it, and a merge without a conflict. */
  async function aboutConflicts(): Promise<void> {
    for (const call of [
      ["branch", "side"],
      ["edit", symbol, "--text", "Here it is cents."],
      ["commit", "-m", "here"],
      ["switch", "side"],
      ["edit", symbol, "--text", "There it is pence."],
      ["commit", "-m", "there"],
    ])
      await stemma.ask(...call);
    expect((await stemma.run("merge", "main", "--json")).code).toBe(1);
    expect((await stemma.run("merge", "--json")).code).toBe(1);
    for (const call of [
      ["resolve", symbol, "--theirs"],
      ["merge", "--continue"],
    ])
      await stemma.ask(...call);
  }

  async function aboutCollections(): Promise<void> {
    const data = ["--data", join(other.root, "data")];
    await other.write(
      "records.jsonl",
      `${JSON.stringify({ id: "a", document: "one", metadata: { n: 1 } })}\nno\n`,
    );
    const file = join(other.root, "letters.jsonl");
    for (const call of [
      ["create", "letters", "--metadata", '{"of":"ferries"}'],
      ["add", "letters", join(other.root, "records.jsonl")],
      ["list"],
      ["get", "letters", "--vectors"],
      ["query", "letters", "one"],
      ["export", "letters", file],
      ["import", file, "--name", "copies"],
      ["delete", "letters", "a"],
    ])
      await stemma.run("collection", ...call, ...data, "--json");
    await stemma.ask("import", join(other.root, "data"));
  }
});
