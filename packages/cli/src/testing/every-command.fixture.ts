import type { Command } from "commander";
import { createProgram } from "../program.js";

/** What is said to a command in place of what its arguments are for; commands without an entry are found by themselves. */
const said: Readonly<Record<string, readonly (readonly string[])[]>> = {
  config: [[], ["--json"]],
  document: [["--dry-run"], []],
  search: [["plain function"], ["greets the reader", "--json"]],
  show: [["plain"], ["greet_x"]],
  trust: [["--list"], ["--forget"]],
  forget: [["correct horse battery staple"]],
  export: [["--markdown", "{wiki}"]],
  "copy-history": [["{wiki}/copy.doltlite"]],
  "collection get": [["documentation"]],
  "collection import": [["none", "{wiki}/none.jsonl"]],
  "collection export": [["documentation"]],
  clone: [["file:///nowhere/at/all"]],
  commit: [["-m", "all"]],
  remote: [[], ["add", "origin", "file:///nowhere/at/all"]],
};

/** Servers, which are spoken to in their own tests: see `hostile-trees.test.ts` for this one. */
const elsewhere = new Set(["mcp", "help"]);

/**
 * A call of every command of the program, those that are added later too: scanning and documenting come first. An argument of which
 * nothing is known gets a word.
 */
export function everyCommand(wiki: string): string[][] {
  const quiet = { write: () => true };
  const program = createProgram({
    terminal: { stdout: quiet, stderr: quiet } as never,
    version: "0",
    signal: new AbortController().signal,
    onExitCode: () => undefined,
  });
  const calls = leaves(program, []).flatMap(({ path, command }) =>
    (said[path.join(" ")] ?? [guess(command)]).map((args) => [
      ...path,
      ...args.map((word) => word.replace("{wiki}", wiki)),
    ]),
  );
  const rank = ([name = ""]: string[]): number => ["config", "scan", "document"].indexOf(name) >>> 0;
  return calls.sort((one, other) => rank(one) - rank(other));
}

function leaves(command: Command, path: readonly string[]): { path: readonly string[]; command: Command }[] {
  return command.commands
    .filter((each) => !elsewhere.has(each.name()))
    .flatMap((each) => {
      const place = [...path, each.name()];
      const below = leaves(each, place);
      return below.length > 0 ? below : [{ path: place, command: each }];
    });
}

function guess(command: Command): string[] {
  const required = command.registeredArguments.filter((each) => each.required).map(() => "plain");
  const options = command.options.filter(({ mandatory }) => mandatory);
  return [...required, ...options.flatMap(({ long }) => [long ?? "", "plain"])];
}
