import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { Command } from "commander";
import { registerHistoryCommands } from "./commands/history/register-history-commands.js";

const packages = join(__dirname, "..", "..");

/** Every advice of the errors of a package, by file. */
function advices(folder: string): [file: string, advice: string][] {
  return readdirSync(folder).flatMap((file) => {
    const source = readFileSync(join(folder, file), "utf8");
    return [...source.matchAll(/advice:\s*(?:[^"'`,]*\?\s*)?["']([^\n]*)["']/g)].map(
      (match): [string, string] => [file, match[1] ?? ""],
    );
  });
}

const program = new Command();
registerHistoryCommands(program, {
  context: () => {
    throw new Error("no command is run here");
  },
  onExitCode: () => undefined,
});
const commands = new Map(program.commands.map((command) => [command.name(), command]));
const ownCommands = join(__dirname, "commands");
const otherCommands = readdirSync(ownCommands)
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [...readFileSync(join(ownCommands, file), "utf8").matchAll(/\.command\("([a-z]+)"\)/g)])
  .map((match) => match[1] ?? "");

const flagsOf = (command: Command | undefined): string[] =>
  (command?.options ?? []).flatMap(({ long, short }) => [long, short].flatMap((flag) => flag ?? []));

/** What an advice names in backquotes or after `stemma`: commands, with the flags that follow them. */
function named(advice: string): string[][] {
  const quoted = [...advice.matchAll(/`([a-z][^`]*)`/g)].map((match) => match[1] ?? "");
  const spelled = [...advice.matchAll(/stemma ([a-z]+(?: -{1,2}[a-z]+)*)/g)].map((match) => match[1] ?? "");
  return [...quoted, ...spelled].map((text) => text.split(" "));
}

/** Words in backquotes that are no commands: values of flags, and what SyncManager has besides. */
const otherWords = new Set(["carry", "reset", "theirs", "ours", "init", "main"]);

describe("advice", () => {
  it.each(["versions", "pipeline"].flatMap((name) => advices(join(packages, name, "src", "errors"))))(
    "of %s names commands and flags that there are: %s",
    (_file, advice) => {
      for (const [name = "", ...rest] of named(advice)) {
        if (otherWords.has(name)) continue;
        expect([...commands.keys(), ...otherCommands]).toContain(name);
        const flags = rest.filter((word) => word.startsWith("-"));
        expect(flagsOf(commands.get(name))).toEqual(expect.arrayContaining(flags));
      }
    },
  );
});
