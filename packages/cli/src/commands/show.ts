import { hasErrorCode } from "@stemma/core";
import { type Answer, StemmaProject, type SymbolDescription } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { paged } from "../output/paged.js";
import { tellStanding } from "../output/tell-standing.js";
import { oneLine } from "../output/visible-text.js";
import type { ChangesFlags } from "../output/write-changes.js";
import { writeCommit } from "../output/write-commit.js";
import { writeDescription } from "../output/write-description.js";
import { writeWhy } from "../output/write-why.js";
import type { Terminal } from "../terminal.js";

interface ShowFlags extends ChangesFlags {
  readonly commit: boolean;
  readonly why?: boolean;
}

/** `stemma show <symbol|path|ref> [--commit] [--why]` */
export function addShowCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("show")
    .description(
      "show documentation, source, callers and callees of a file or symbol, or what a commit changed",
    )
    .argument("<symbol>", "a path, a name, Class.method, or an id; else a branch, tag or commit")
    .option("--commit", "take it for a branch, tag or commit", false)
    .option("--why", "what each sentence stands on: lines, and the sentences of what it cites")
    .option("--stat", "of a commit: files, with how much changed in each")
    .option("--name-only", "of a commit: paths of files alone")
    .action(async (symbol: string, flags: ShowFlags) => {
      onExitCode(await show(symbol, flags, context()));
    });
}

/** A symbol of the tree goes before a commit of the history. */
async function show(name: string, flags: ShowFlags, context: CommandContext): Promise<ExitCode> {
  const { terminal, directory, json, signal, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags: context.flags, logger });
  if (flags.why === true) {
    const explained = await project.why(name, { signal });
    tellStanding(terminal, explained.standing);
    if (json) writeJson<"show">(terminal, { explained, standing: explained.standing });
    else await paged(terminal, process.env, (page) => writeWhy(page, explained));
    return exitCode.fine;
  }
  const symbols = flags.commit ? undefined : await findSymbols(project, name, signal);
  if (symbols !== undefined) {
    const { standing } = symbols;
    tellStanding(terminal, standing);
    if (json) writeJson<"show">(terminal, { symbols, standing });
    else await paged(terminal, process.env, (page) => writeSymbols(page, name, symbols));
    return exitCode.fine;
  }
  const shown = await project.showCommit(name, { signal });
  if (json) writeJson<"show">(terminal, { commit: shown });
  else {
    const git = await project.gitCommits([shown]);
    await paged(terminal, process.env, (page) => writeCommit(page, shown, git, flags));
  }
  return exitCode.fine;
}

/** `undefined` when no symbol has the name, but a commit may. */
async function findSymbols(
  project: StemmaProject,
  name: string,
  signal: AbortSignal,
): Promise<Answer<SymbolDescription[]> | undefined> {
  try {
    return await project.show(name, { signal });
  } catch (error) {
    if (!hasErrorCode(error, "SYMBOL_NOT_FOUND") || !(await isRef(project, name, signal))) throw error;
    return undefined;
  }
}

async function isRef(project: StemmaProject, name: string, signal: AbortSignal): Promise<boolean> {
  try {
    await (await project.openHistory()).resolve(name, { signal });
    return true;
  } catch (error) {
    if (hasErrorCode(error, "UNKNOWN_REF") || hasErrorCode(error, "HISTORY_MISSING")) return false;
    throw error;
  }
}

function writeSymbols(terminal: Terminal, name: string, symbols: readonly SymbolDescription[]): void {
  const [only] = symbols;
  if (only !== undefined && symbols.length === 1) {
    writeDescription(terminal, only);
    return;
  }
  terminal.stdout.write(`"${name}" names ${symbols.length} symbols; show one of them by its id:\n`);
  for (const { id, path, startLine } of symbols)
    terminal.stdout.write(`  ${oneLine(`${id}  (${path}:${startLine})`)}\n`);
}
