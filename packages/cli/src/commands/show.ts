import { hasErrorCode } from "@stemma/core";
import { type Answer, StemmaProject, type SymbolDescription } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { tellStanding } from "../output/tell-standing.js";
import { oneLine } from "../output/visible-text.js";
import { writeCommit } from "../output/write-commit.js";
import { writeDescription } from "../output/write-description.js";
import { writeJson } from "../output/write-json.js";
import type { Terminal } from "../terminal.js";

/** `stemma show <symbol|path|ref> [--commit]` */
export function addShowCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("show")
    .description(
      "show documentation, source, callers and callees of a file or symbol, or what a commit changed",
    )
    .argument("<symbol>", "a path, a name, Class.method, or an id; else a branch, tag or commit")
    .option("--commit", "take it for a branch, tag or commit", false)
    .action(async (symbol: string, flags: { commit: boolean }) => {
      onExitCode(await show(symbol, flags, context()));
    });
}

/** A symbol of the tree goes before a commit of the history. */
async function show(
  name: string,
  { commit }: { readonly commit: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, directory, json, signal, flags, logger } = context;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  const symbols = commit ? undefined : await findSymbols(project, name, signal);
  if (symbols !== undefined) {
    const { standing } = symbols;
    tellStanding(terminal, standing);
    if (json) writeJson(terminal, { symbols, standing });
    else writeSymbols(terminal, name, symbols);
    return exitCode.fine;
  }
  const shown = await (await project.openHistory()).show(name, { signal });
  if (json) writeJson(terminal, { commit: shown });
  else writeCommit(terminal, shown);
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
