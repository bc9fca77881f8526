import { hasErrorCode } from "@stemma/core";
import type { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import { type ExitCode, exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { LOG_GRAPH_FLAG } from "../../log-graph-flag.js";
import { paged } from "../../output/paged.js";
import { type LogFlags, writeLog, writeSymbolLog } from "../../output/write-log.js";
import { wholeNumber } from "../../whole-number.js";
import { withProject } from "./with-history.js";

interface LogCommandFlags extends Pick<LogFlags, "oneline"> {
  readonly drawGraph?: boolean;
  readonly n?: number;
}

/** `stemma log [ref | symbol] [-n] [--oneline] [--graph]` */
export function addLogCommand(program: Command, host: CommandHost): void {
  program
    .command("log")
    .description("list commits, the newest first; of a symbol those in which it changed, through renames")
    .argument("[name]", "branch, tag or commit to begin at (default: where the index stands); else a symbol")
    .option("-n <count>", "at most this many", wholeNumber)
    .option("--oneline", "short hash and subject alone")
    .option(LOG_GRAPH_FLAG, "or --graph: draw the lines of the history beside it")
    .action((name: string | undefined, flags: LogCommandFlags) =>
      withProject(host, (project, given) => log(project, name, flags, given)),
    );
}

async function log(
  project: StemmaProject,
  name: string | undefined,
  flags: LogCommandFlags,
  { terminal, json, signal }: CommandContext,
): Promise<ExitCode> {
  const { n: limit } = flags;
  const versions = await project.openHistory();
  try {
    const commits = await versions.log({ signal, ref: name, limit });
    const git = await project.gitCommits(commits);
    if (json) {
      writeJson<"log">(terminal, {
        commits: commits.map((each) => ({ ...each, git: git.get(each.hash) ?? null })),
      });
    } else
      await paged(terminal, process.env, (page) =>
        writeLog(page, commits, git, { ...flags, graph: flags.drawGraph === true }),
      );
    return exitCode.fine;
  } catch (error) {
    if (name === undefined || !hasErrorCode(error, "UNKNOWN_REF")) throw error;
    return symbolLog(project, name, flags, { terminal, json, signal, unknownRef: error });
  }
}

async function symbolLog(
  project: StemmaProject,
  name: string,
  flags: LogCommandFlags,
  given: Pick<CommandContext, "terminal" | "json" | "signal"> & { readonly unknownRef: unknown },
): Promise<ExitCode> {
  const { terminal, json, signal, unknownRef } = given;
  const found = await project.symbolHistory(name, { signal }).catch((error: unknown) => {
    // Neither: what was asked for first is told of.
    throw hasErrorCode(error, "SYMBOL_NOT_FOUND") ? unknownRef : error;
  });
  const revisions = flags.n === undefined ? found : found.slice(0, flags.n);
  const git = await project.gitCommits(revisions.map(({ commit }) => commit));
  if (json) {
    writeJson<"log">(terminal, {
      revisions: revisions.map((each) => ({ ...each, git: git.get(each.commit.hash) ?? null })),
    });
  } else await paged(terminal, process.env, (page) => writeSymbolLog(page, revisions, git, flags));
  return exitCode.fine;
}
