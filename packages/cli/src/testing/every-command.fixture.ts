import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../tests/processes/list-commands.mjs", import.meta.url));

/** A command that has none below it. */
interface Leaf {
  readonly path: readonly string[];
  /** How many arguments. */
  readonly needed: number;
  readonly options: readonly string[];
}

/** What is said to a command in place of what its arguments are for; commands without an entry are found by themselves. */
const said: Readonly<Record<string, readonly (readonly string[])[]>> = {
  config: [[], ["--json"]],
  document: [["--dry-run"], []],
  search: [["plain function"], ["greets the reader", "--json"]],
  show: [["plain"], ["greet_x"]],
  trust: [["--list"], ["--forget"]],
  forget: [["correct horse battery staple"]],
  edit: [["plain", "--text", "Written by hand."]],
  export: [["--markdown", "{wiki}"]],
  "copy-history": [["{wiki}/copy.doltlite"]],
  "collection get": [["documentation"]],
  "collection import": [["none", "{wiki}/none.jsonl"]],
  "collection export": [["documentation", "{wiki}/all.jsonl"]],
  clone: [["file:///nowhere/at/all"]],
  commit: [["-m", "all"]],
  remote: [[], ["add", "origin", "file:///nowhere/at/all"]],
};

/**
 * What does not end by itself, and is spoken to in tests of its own (`hostile-trees.test.ts` for assistants, those of the page for
 * `serve`), and what sets up this machine and not the tree.
 */
const elsewhere = new Set(["mcp", "serve", "watch", "setup", "help"]);

/**
 * A call of every command of the program, those that are added later too: scanning and documenting come first. An argument of which
 * nothing is known gets a word.
 */
export function everyCommand(wiki: string): string[][] {
  const calls = readLeaves()
    .filter(({ path: [first = ""] }) => !elsewhere.has(first))
    .flatMap((leaf) =>
      (said[leaf.path.join(" ")] ?? [guess(leaf)]).map((args) => [
        ...leaf.path,
        ...args.map((word) => word.replace("{wiki}", wiki)),
      ]),
    );
  const first = ["config", "scan", "document"];
  const rank = ([name = ""]: readonly string[]): number =>
    first.includes(name) ? first.indexOf(name) : first.length;
  return calls.sort((one, other) => rank(one) - rank(other));
}

/** The words of every command that has none below it. */
export function everyCommandName(): string[] {
  return readLeaves().map(({ path }) => path.join(" "));
}

function readLeaves(): Leaf[] {
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8" })) as Leaf[];
}

function guess({ needed, options }: Leaf): string[] {
  return [
    ...Array.from({ length: needed }, () => "plain"),
    ...options.flatMap((option) => [option, "plain"]),
  ];
}
