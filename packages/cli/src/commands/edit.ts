import { InvalidArgumentError } from "@stemma/core";
import { type EditableText, type EditedText, StemmaProject, type TakenEdits } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { counted } from "../output/amounts.js";
import { oneLine } from "../output/visible-text.js";
import type { Terminal } from "../terminal.js";
import { type OwnTextFlags, readOwnText } from "./history/own-text.js";

interface EditFlags extends OwnTextFlags {
  readonly discard?: boolean;
  readonly from?: string;
}

/** `stemma edit <symbol> [--text <text> | --file <path> | --discard]`, `stemma edit --from <dir>` */
export function addEditCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("edit")
    .description(
      "write a text of your own in place of what is made of a file or symbol; it stays until you change it",
    )
    .argument("[symbol]", "a path, a name, Class.method, or an id; opens your editor ($VISUAL, $EDITOR)")
    .addOption(new Option("--text <text>", "this text").conflicts(["file", "discard", "from"]))
    .addOption(
      new Option("--file <path>", "the text that is in this file, in UTF-8; - for standard input").conflicts([
        "discard",
        "from",
      ]),
    )
    .addOption(new Option("--discard", "what is made stands there again").conflicts("from"))
    .option("--from <dir>", "take what was edited in a wiki that stemma export --markdown wrote")
    .action(async (symbol: string | undefined, flags: EditFlags) => {
      onExitCode(
        await (flags.from === undefined
          ? edit(symbol, flags, context())
          : take(symbol, flags.from, context())),
      );
    });
}

async function edit(
  symbol: string | undefined,
  flags: EditFlags,
  context: CommandContext,
): Promise<ExitCode> {
  if (symbol === undefined)
    throw new InvalidArgumentError("edit needs a symbol, or --from <dir>", {
      advice: "stemma edit Class.method; stemma edit --from docs/wiki",
    });
  const { terminal, directory, json, signal, logger } = context;
  const given = await readOwnText(flags);
  await using project = await StemmaProject.openNearest(directory, { flags: context.flags, logger });
  const before = await project.editable(symbol, { signal });
  const text = flags.discard === true ? null : (given ?? (await edited(project, before, context)));
  const isAsBefore = given === undefined && text === before.text && !before.isStale;
  const done: EditedText = isAsBefore
    ? { id: before.id, outcome: "unchanged", isMasked: false }
    : await project.edit(before.id, text, { signal });
  if (json) writeJson<"edit">(terminal, done);
  else writeEdited(terminal, done);
  return exitCode.fine;
}

/** Loaded only where an editor is opened. */
async function edited(
  project: StemmaProject,
  before: EditableText,
  { signal }: CommandContext,
): Promise<string> {
  const { editInEditor } = await import("../editor/edit-in-editor.js");
  return editInEditor(before.text, { folder: project.state.directory, environment: process.env, signal });
}

async function take(symbol: string | undefined, from: string, context: CommandContext): Promise<ExitCode> {
  if (symbol !== undefined)
    throw new InvalidArgumentError("edit takes a symbol or --from <dir>, one of them");
  const { terminal, directory, json, signal, flags, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const taken = await project.takeEdits(from, { signal });
  if (json) writeJson<"edit">(terminal, taken);
  else writeTaken(terminal, taken);
  return taken.refused.length === 0 ? exitCode.fine : exitCode.partlyDone;
}

function writeTaken(terminal: Terminal, { edited: texts, unchanged, refused }: TakenEdits): void {
  for (const each of texts) writeEdited(terminal, each);
  terminal.stdout.write(
    `${counted(texts.length, "text")} taken; ${counted(unchanged, "page")} as exported\n`,
  );
  for (const { page, because } of refused) terminal.stderr.write(`Not taken: ${oneLine(page)}: ${because}\n`);
}

const OUTCOMES = {
  written: "is yours, and stays; stemma commit keeps it in the history",
  confirmed: "is taken for up to date",
  unchanged: "is as it was",
  "made again": "is what is made of it again",
} as const satisfies Record<EditedText["outcome"], string>;

function writeEdited({ stdout, stderr }: Terminal, { id, outcome, isMasked }: EditedText): void {
  stdout.write(`The text of ${oneLine(id)} ${OUTCOMES[outcome]}\n`);
  if (isMasked) stderr.write("What looked like a secret was taken out of it\n");
}
