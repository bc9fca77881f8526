import { resolve } from "node:path";
import type { StemmaConfigInput } from "@stemma/pipeline";
import { Command } from "commander";
import { budgetAmount } from "./budget-amount.js";
import type { CommandContext } from "./command-context.js";
import { registerCollectionCommands } from "./commands/collection/register-collection-commands.js";
import { configCommand } from "./commands/config.js";
import { doctorCommand } from "./commands/doctor.js";
import { documentCommand } from "./commands/document.js";
import { estimateCommand } from "./commands/estimate.js";
import { registerHistoryCommands } from "./commands/history/register-history-commands.js";
import { registerRunCommands } from "./commands/register-run-commands.js";
import { registerScanCommands } from "./commands/register-scan-commands.js";
import { searchCommand } from "./commands/search.js";
import { showCommand } from "./commands/show.js";
import type { ExitCode } from "./exit-code.js";
import { stderrLogger } from "./output/stderr-logger.js";
import type { Terminal } from "./terminal.js";
import { wholeNumber } from "./whole-number.js";

/** Flags that every command takes. */
interface GlobalFlags {
  readonly C?: string;
  readonly stateDir?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly venv?: string;
  readonly graph?: string;
  readonly chroma?: string;
  readonly versions?: string;
}

interface DocumentFlags {
  readonly include?: string[];
  readonly exclude?: string[];
  readonly workers?: number;
  readonly timeout?: number;
  readonly budget?: NonNullable<StemmaConfigInput["budget"]>;
  readonly dryRun?: boolean;
  readonly report?: string;
  /** commander sets it to `false` by `--no-commit`. */
  readonly commit: boolean;
}

/** What the program needs from the process around it. */
export interface ProgramSurroundings {
  readonly terminal: Terminal;
  readonly version: string;
  readonly signal: AbortSignal;
  /** Receives the exit code of the command that ran. */
  readonly onExitCode: (code: ExitCode) => void;
}

/** The command line: every command with its flags and help. */
export function createProgram({ terminal, version, signal, onExitCode }: ProgramSurroundings): Command {
  const program = new Command("stemma")
    .description("Documents a source tree bottom-up and searches the documentation, all on this machine.")
    .version(version)
    .option("-C <dir>", "work on the documented tree at or above this directory")
    .option("--state-dir <dir>", "keep graph, vectors and caches here instead of .stemma in the tree")
    .option("--venv <dir>", "Python environment to use")
    .option(
      "--graph <url>",
      "Neo4j in place of the embedded graph (user and password: STEMMA_GRAPH_USER, STEMMA_GRAPH_PASSWORD)",
    )
    .option("--chroma <url>", "Chroma server in place of the embedded one (token: STEMMA_CHROMA_TOKEN)")
    .option(
      "--versions <location>",
      "history in Dolt in place of the embedded one: mysql://user@host:port/database (password: STEMMA_VERSIONS_PASSWORD), or dolt:",
    )
    .option("--json", "print one JSON document on stdout")
    .option("-q, --quiet", "no progress")
    .option("-v, --verbose", "log what happens to stderr")
    .option("--debug", "show where an error came from")
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong call, 3 done in part, 130 interrupted")
    .showHelpAfterError("(stemma --help lists the commands)")
    .exitOverride();

  const context = (flags: StemmaConfigInput = {}): CommandContext => {
    const given = program.opts<GlobalFlags>();
    return {
      terminal,
      signal,
      directory: given.C ?? ".",
      json: given.json ?? false,
      quiet: given.quiet ?? false,
      logger: stderrLogger(terminal, given.verbose ? "debug" : "warn"),
      flags: {
        ...flags,
        ...(given.stateDir === undefined ? {} : { stateDir: resolve(given.stateDir) }),
        ...(given.venv === undefined ? {} : { venv: resolve(given.venv) }),
        ...(given.graph === undefined ? {} : { graph: given.graph }),
        ...(given.chroma === undefined ? {} : { chroma: given.chroma }),
        ...(given.versions === undefined ? {} : { versions: given.versions }),
      },
    };
  };

  program
    .command("document")
    .description("scan the tree, document it bottom-up and index it; a second run does only what changed")
    .argument("[dir]", "directory of the source tree (default: -C, else the current directory)")
    .option("--include <glob...>", "read only these files")
    .option("--exclude <glob...>", "leave these files out, besides .gitignore and .stemmaignore")
    .option("--workers <n>", "nodes documented at the same time", wholeNumber)
    .option("--no-commit", "leave the history as it is; stemma commit keeps the index later")
    .option("--timeout <seconds>", "give up after this time; what is finished is kept", wholeNumber)
    .option("--budget <amount>", "stop before the language model takes more: 5usd, 200ktokens", budgetAmount)
    .option("--dry-run", "say what it would take; call no model and write nothing")
    .option("--report <file>", "write the summary with its figures to this file, as JSON")
    .action(async (directory: string | undefined, flags: DocumentFlags) => {
      const given = context({
        ...(flags.include === undefined ? {} : { include: flags.include }),
        ...(flags.exclude === undefined ? {} : { exclude: flags.exclude }),
        ...(flags.workers === undefined ? {} : { workers: flags.workers }),
        ...(flags.timeout === undefined ? {} : { timeoutMs: flags.timeout * 1_000 }),
        ...(flags.budget === undefined ? {} : { budget: flags.budget }),
      });
      const where = directory ?? given.directory;
      const { commit, report } = flags;
      onExitCode(
        flags.dryRun
          ? await estimateCommand(where, given)
          : await documentCommand(where, given, { commit, report }),
      );
    });

  program
    .command("search")
    .description("answer a question with the places in the code that fit best")
    .argument("<question>", "in natural language, or a name")
    .option("-k <n>", "how many results", wholeNumber, 10)
    .option("--at <ref>", "search the documentation of this branch, tag or commit")
    .action(async (question: string, { k: limit, at }: { k: number; at?: string }) => {
      onExitCode(await searchCommand(question, { limit, at }, context()));
    });

  program
    .command("show")
    .description(
      "show documentation, source, callers and callees of a file or symbol, or what a commit changed",
    )
    .argument("<symbol>", "a path, a name, Class.method, or an id; else a branch, tag or commit")
    .option("--commit", "take it for a branch, tag or commit", false)
    .action(async (symbol: string, flags: { commit: boolean }) => {
      onExitCode(await showCommand(symbol, flags, context()));
    });

  program
    .command("doctor")
    .description(
      "check Python, Chroma, the model and the state, and say what to do where something is missing",
    )
    .action(async () => {
      onExitCode(await doctorCommand(context()));
    });

  program
    .command("config")
    .description("show the configuration as merged from flags, environment, file and defaults")
    .action(async () => {
      onExitCode(await configCommand(context()));
    });

  registerScanCommands(program, { context, onExitCode });
  registerRunCommands(program, { context, onExitCode });
  registerHistoryCommands(program, { context, onExitCode });
  registerCollectionCommands(program, { context, onExitCode });
  return program;
}
