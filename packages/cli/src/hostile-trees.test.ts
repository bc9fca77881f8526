import { existsSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { CommandsInTurn } from "./testing/commands-in-turn.fixture.js";
import { createHostileTree, type HostileTree, hostileTrees } from "./testing/hostile-tree.fixture.js";

const limitMs = 300_000;

/** Every command that can be called without something that only some trees have. */
const everyCommand = [
  ["config"],
  ["config", "--json"],
  ["scan"],
  ["document", "--dry-run"],
  ["document"],
  ["search", "plain function"],
  ["search", "greets the reader", "--json"],
  ["show", "plain"],
  ["show", "greet_x"],
  ["status"],
  ["log"],
  ["diff"],
  ["branch"],
  ["tag"],
  ["remote"],
  ["merge"],
  ["switch"],
  ["update"],
  ["verify"],
  ["cost"],
  ["resume"],
  ["collection", "list"],
  ["collection", "get", "documentation"],
];

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
      for (const args of everyCommand) {
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
      expect(existsSync(tree.mark)).toBe(false);
      expect(await listOf(tree.base, tree.root)).toEqual(before);
      // What the tree brought is left as it was.
      const open = hadState ? [] : await openToOthers(join(tree.root, ".stemma"));
      expect(open).toEqual([]);
    },
    limitMs,
  );
});

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
