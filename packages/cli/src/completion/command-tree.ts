import type { Command, Option } from "commander";

/** A flag, as it is typed. */
export interface CompletedFlag {
  readonly long: string | undefined;
  readonly short: string | undefined;
  readonly description: string;
}

/** A command with what may follow it. */
export interface CompletedCommand {
  /** The words from the program on, for example `["collection", "list"]`; none for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly flags: readonly CompletedFlag[];
  readonly subcommands: readonly string[];
}

/** Every command of a program, the program itself first. */
export function commandTree(program: Command, path: readonly string[] = []): readonly CompletedCommand[] {
  const { commands, options } = program;
  const own: CompletedCommand = {
    path,
    description: firstSentence(program.description()),
    flags: options.filter(({ hidden }) => !hidden).map(flagOf),
    subcommands: commands.map((command) => command.name()),
  };
  return [own, ...commands.flatMap((command) => commandTree(command, [...path, command.name()]))];
}

function flagOf({ long, short, description }: Option): CompletedFlag {
  return { long: long ?? undefined, short: short ?? undefined, description: firstSentence(description) };
}

function firstSentence(text: string): string {
  return (text.split(/[;(]|: /u)[0] ?? "").trim();
}
