import { askWarm } from "@stemma/pipeline/warm";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { tellStanding } from "../output/tell-standing.js";
import { writeJson } from "../output/write-json.js";
import { writeResults } from "../output/write-results.js";
import { repeated } from "../repeated.js";
import type { AskedSearch, FoundPlaces } from "../search-here.js";
import { wholeNumber } from "../whole-number.js";

interface SearchFlags {
  readonly k: number;
  readonly at?: string;
  readonly path?: readonly string[];
  readonly language?: readonly string[];
  readonly kind?: readonly string[];
  /** commander sets it to `false` by `--no-tests`. */
  readonly like?: string;
  readonly changedSince?: string;
  readonly tests: boolean;
  readonly texts: boolean;
  readonly source?: boolean;
}

/** `stemma search <question…> [-k] [--at <ref>] [--like <symbol>] [--path] [--language] [--kind] [--no-tests]` */
export function addSearchCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("search")
    .description("answer a question with the places in the code that fit best")
    .argument("[question...]", "in natural language, or a name or place: Class.method, src/a.py:12")
    .option("-k <n>", "how many results", wholeNumber, 10)
    .option("--at <ref>", "search the documentation of this branch, tag or commit")
    .option(
      "--path <glob>",
      "only below this folder, or in files that fit: src/api, '*.ts'; may be repeated",
      repeated,
    )
    .option("--language <name>", "only in this language; may be repeated", repeated)
    .option(
      "--kind <kind>",
      "only this: folder, file, class, function, text, or finer: method, interface, constant, section, table …; may be repeated",
      repeated,
    )
    .option("--like <symbol>", "in place of a question: what is like this symbol")
    .option("--changed-since <ref>", "only in files that differ from this branch, tag or commit of git")
    .option("--no-tests", "leave tests, fixtures and benchmarks out")
    .option("--no-texts", "leave files out that are no code: READMEs, manifests, workflows …")
    .option("--source", "show lines that match (the default on a terminal)")
    .option("--no-source", "show no lines of the source")
    .action(async (words: string[], flags: SearchFlags, command: Command) => {
      if (words.length === 0 && flags.like === undefined)
        command.error("error: missing required argument 'question'", { code: "commander.missingArgument" });
      onExitCode(await search(words.join(" "), flags, context()));
    });
}

async function search(
  question: string,
  { k: limit, at, like, path: paths, language: languages, kind: kinds, ...flagged }: SearchFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { changedSince, tests, texts, source } = flagged;
  const filter = { paths, languages, kinds, changedSince, noTests: !tests, noTexts: !texts };
  const tell = (found: FoundPlaces): void => tellPlaces(found, source, context);
  const asked = { question, limit, like, filter };
  // What happens is told by the process that does it; an earlier version takes the working copy, which one process has.
  const mayBeElsewhere = at === undefined && !context.verbose;
  const warm = mayBeElsewhere ? await askElsewhere(asked, context) : undefined;
  if (warm !== undefined) tell(warm);
  else {
    // Most of what a search loads, and another process may spare it.
    const { searchHere } = await import("../search-here.js");
    await searchHere({ ...asked, at }, context, tell);
  }
  return exitCode.fine;
}

/** By a process that has the tree open already. */
function askElsewhere(
  asked: Omit<AskedSearch, "at">,
  { directory, flags, signal }: CommandContext,
): Promise<FoundPlaces | undefined> {
  return askWarm({ ...asked, directory, flags, signal });
}

function tellPlaces(
  { root, results, standing }: FoundPlaces,
  source: boolean | undefined,
  { terminal, json }: CommandContext,
): void {
  tellStanding(terminal, standing);
  if (json) writeJson(terminal, { results, standing });
  else writeResults(terminal, results, { root, withSource: source ?? terminal.stdout.isTTY });
}
