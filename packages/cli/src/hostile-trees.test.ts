import { existsSync } from "node:fs";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { everyCommand } from "./testing/every-command.fixture.js";
import { createHostileTree, type HostileTree, hostileTrees } from "./testing/hostile-tree.fixture.js";
import { McpSession } from "./testing/mcp-session.fixture.js";

const limitMs = 300_000;

const obeyed = /(?![\n\t])[\p{Cc}\u202a-\u202e]/u;

describe("a tree that means harm, through every command", () => {
  let stemma: CommandsInTurn;
  let tree: HostileTree;
  beforeAll(async () => {
    // Inherited by the process of the commands.
    const umask = process.umask(0);
    stemma = await CommandsInTurn.start();
    process.umask(umask);
  }, limitMs);
  afterAll(() => stemma[Symbol.asyncDispose]());
  afterEach(() => tree.remove());

  it.each(hostileTrees)(
    "%s",
    async (name, documented) => {
      tree = await createHostileTree(name);
      const commands = stemma.in(tree.root);
      const hadState = existsSync(join(tree.root, ".stemma"));
      const before = await listOf(tree.base, tree.root);
      const codes = new Map<string, number | null>();
      for (const args of everyCommand(join(tree.base, "wiki"))) {
        const { code, stdout, stderr } = await commands.run(...args);
        const isKnown = [0, 1, 2, 3].includes(code ?? -1);
        // A fault that is not foreseen is one that --debug is recommended for.
        const isForeseen = !stderr.includes("--debug");
        const isHarmless = !obeyed.test(stdout) && !obeyed.test(stderr);
        expect({ args, code, stdout, stderr, isKnown, isForeseen, isHarmless }).toMatchObject({
          isKnown: true,
          isForeseen: true,
          isHarmless: true,
        });
        codes.set(args.join(" "), code);
      }
      expect(codes.get("document")).toBe(documented);
      expect(await saidToAssistants(tree.root)).not.toMatch(obeyed);
      await rm(join(tree.base, "wiki"), { recursive: true, force: true });
      expect(existsSync(tree.mark)).toBe(false);
      expect(await listOf(tree.base, tree.root)).toEqual(before);
      // What the tree brought is left as it was.
      const open = hadState ? [] : await openToOthers(join(tree.root, ".stemma"));
      expect(open).toEqual([]);
    },
    limitMs,
  );
});

/** The answers of every tool, by whatever its arguments are called. */
async function saidToAssistants(root: string): Promise<string> {
  await using session = await McpSession.start(root);
  const { tools } = await session.client.listTools();
  expect(tools.length).toBeGreaterThan(5);
  const texts: string[] = [];
  for (const { name, inputSchema } of tools) {
    const given = Object.fromEntries((inputSchema.required ?? []).map((key) => [key, "plain"]));
    const { content } = await session.call(name, given);
    for (const block of content) if (block.type === "text") texts.push(block.text);
  }
  return texts.join("\n");
}

/** What lies in a folder, but for the state and git's own; with the sizes of files. */
async function listOf(...folders: readonly string[]): Promise<string[]> {
  const listed: string[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder)) {
      if (name === ".stemma" || name === ".git") continue;
      const stat = await lstat(join(folder, name));
      listed.push(`${join(folder, name)} ${stat.isFile() ? stat.size : "-"}`);
    }
  }
  return listed.sort();
}

/** What of a folder others than its owner may do something with. */
async function openToOthers(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const names = ["", ...(await readdir(directory, { recursive: true }))];
  const modes = names.map(async (name) => ({
    name,
    mode: (await lstat(join(directory, name))).mode & 0o077,
  }));
  return (await Promise.all(modes)).filter(({ mode }) => mode !== 0).map(({ name }) => name);
}
