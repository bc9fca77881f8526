import { createProgram } from "../../packages/cli/dist/program.js";

/**
 * stemma(1), of the words that `--help` has. Commands of another process's, such as `man`'s readers, see no width: lines are theirs to fill.
 *
 * @returns {Promise<{ text: string, problems: string[] }>}
 */
export async function manPage() {
  const program = await createProgram([], {
    terminal: /** @type {any} */ ({ stdout: process.stdout, stderr: process.stderr }),
    version: "",
    signal: new AbortController().signal,
    onExitCode: () => undefined,
  });
  const lines = [
    '.\\" Made by tools/docs.',
    '.TH STEMMA 1 "" "Stemma" "User Commands"',
    ".SH NAME",
    "stemma \\- documents a source tree bottom\\-up and searches the documentation",
    ".SH SYNOPSIS",
    ".B stemma",
    "[options] command [arguments]",
    ".SH DESCRIPTION",
    escaped(program.description()),
    ".SH OPTIONS",
    ...optionsOf(program),
    ".SH COMMANDS",
  ];
  let heading = "";
  for (const command of program.commands) {
    const group = command.helpGroup();
    if (group !== heading) lines.push(`.SS ${escaped(group.replace(/:$/u, ""))}`);
    heading = group;
    lines.push(...commandLines(command, []));
  }
  lines.push(
    ".SH EXIT STATUS",
    "0 done, 1 failed, 2 wrong call, 3 done in part, 130 interrupted; the same command again goes on.",
    ".SH FILES",
    ".TP",
    ".I .stemma",
    "The state, at the root of the tree. It can be made again, except what was committed to its history.",
    ".TP",
    ".I stemma.config.json",
    "The configuration of a tree; it counts after",
    '.BR "stemma trust" .',
    ".SH ENVIRONMENT",
    "STEMMA_* variables, listed in docs/configuration.md; keys and passwords are read from there alone.",
  );
  return { text: `${lines.join("\n")}\n`, problems: [] };
}

/** A command with its flags; its subcommands in its place where it has some. */
function commandLines(command, path) {
  const words = [...path, command.name()];
  if (command.commands.length > 0) return command.commands.flatMap((child) => commandLines(child, words));
  const parameters = command.registeredArguments.map(
    (argument) =>
      `${argument.required ? "<" : "["}${argument.name()}${argument.variadic ? "..." : ""}${argument.required ? ">" : "]"}`,
  );
  return [
    ".TP",
    `.B ${escaped(["stemma", ...words, ...parameters].join(" "))}`,
    escaped(sentence(command.description())),
    ...(command.options.length > 0 ? [".RS", ...optionsOf(command), ".RE"] : []),
  ];
}

function optionsOf(command) {
  return command.options
    .filter(({ hidden }) => !hidden)
    .flatMap(({ flags, description }) => [".TP", `.B ${escaped(flags)}`, escaped(sentence(description))]);
}

const sentence = (text) => (/[.!?]$/u.test(text) ? text : `${text}.`);

/** What roff would take for its own: backslashes, hyphens that are no minus, and lines that begin with its control characters. */
function escaped(text) {
  const plain = text.replaceAll("\\", "\\e").replaceAll("-", "\\-");
  return /^[.']/u.test(plain) ? `\\&${plain}` : plain;
}
