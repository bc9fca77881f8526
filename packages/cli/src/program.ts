import { Command } from "commander";
import { commandContext } from "./command-context.js";
import type { CommandHost } from "./command-host.js";
import type { ExitCode } from "./exit-code.js";
import { addGlobalFlags } from "./global-flags.js";
import type { Terminal } from "./terminal.js";

/** What the program needs from the process around it. */
export interface ProgramOptions {
  readonly terminal: Terminal;
  readonly version: string;
  readonly signal: AbortSignal;
  /** Receives the exit code of the command that ran. */
  readonly onExitCode: (code: ExitCode) => void;
}

type AddCommand = (program: Command, host: CommandHost) => void;

/**
 * The commands by what they are for and by name, in the order of `--help`. Each is loaded where it is called, since all together are a
 * thousand modules.
 */
const GROUPS: Readonly<Record<string, Readonly<Record<string, () => Promise<AddCommand>>>>> = {
  "Documentation:": {
    document: async () => (await import("./commands/document.js")).addDocumentCommand,
    reindex: async () => (await import("./commands/reindex.js")).addReindexCommand,
    search: async () => (await import("./commands/search.js")).addSearchCommand,
    ask: async () => (await import("./commands/ask.js")).addAskCommand,
    show: async () => (await import("./commands/show.js")).addShowCommand,
    edit: async () => (await import("./commands/edit.js")).addEditCommand,
    export: async () => (await import("./commands/export.js")).addExportCommand,
    scan: async () => (await import("./commands/scan.js")).addScanCommand,
    resume: async () => (await import("./commands/resume.js")).addResumeCommand,
    cost: async () => (await import("./commands/cost.js")).addCostCommand,
  },
  "Graph:": {
    callers: async () => (await import("./commands/graph/callers.js")).addCallersCommand,
    callees: async () => (await import("./commands/graph/callees.js")).addCalleesCommand,
    path: async () => (await import("./commands/graph/path.js")).addPathCommand,
    impact: async () => (await import("./commands/graph/impact.js")).addImpactCommand,
    outline: async () => (await import("./commands/graph/outline.js")).addOutlineCommand,
    unused: async () => (await import("./commands/graph/unused.js")).addUnusedCommand,
    cycles: async () => (await import("./commands/graph/cycles.js")).addCyclesCommand,
  },
  "Doors:": {
    serve: async () => (await import("./commands/serve.js")).addServeCommand,
    mcp: async () => (await import("./commands/mcp.js")).addMcpCommand,
  },
  "History:": {
    // All of git's commands.
    "": async () => (await import("./commands/history/register-history-commands.js")).registerHistoryCommands,
  },
  "By itself:": {
    watch: async () => (await import("./commands/watch.js")).addWatchCommand,
    hooks: async () => (await import("./commands/hooks/register-hooks-commands.js")).registerHooksCommands,
  },
  "Setting up:": {
    setup: async () => (await import("./commands/setup.js")).addSetupCommand,
    doctor: async () => (await import("./commands/doctor.js")).addDoctorCommand,
    config: async () => (await import("./commands/config.js")).addConfigCommand,
    trust: async () => (await import("./commands/trust.js")).addTrustCommand,
    completion: async () => (await import("./commands/completion.js")).addCompletionCommand,
  },
  "Care:": {
    repair: async () => (await import("./commands/repair.js")).addRepairCommand,
    gc: async () => (await import("./commands/gc.js")).addGcCommand,
    forget: async () => (await import("./commands/forget.js")).addForgetCommand,
    accept: async () => (await import("./commands/accept.js")).addAcceptCommand,
  },
  "Chroma by hand:": {
    collection: async () =>
      (await import("./commands/collection/register-collection-commands.js")).registerCollectionCommands,
  },
};
/** It tells of all others. */
const COMPLETION = "completion";

/** The command line for these arguments: the command that they name with its flags and help, or all commands. */
export async function createProgram(
  args: readonly string[],
  { terminal, version, signal, onExitCode }: ProgramOptions,
): Promise<Command> {
  const program = addGlobalFlags(new Command("stemma"))
    .description("Documents a source tree bottom-up and searches the documentation, all on this machine.")
    .version(version)
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .addHelpText("after", '\nTo begin: stemma setup (once), stemma document, stemma search "a question"')
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong call, 3 done in part, 130 interrupted")
    .showHelpAfterError("(stemma --help lists the commands)")
    .exitOverride();
  const host: CommandHost = {
    context: (flags = {}) => commandContext({ terminal, signal, given: program.opts(), flags }),
    onExitCode,
  };
  for (const [heading, loads] of commandsFor(program, args)) {
    program.commandsGroup(heading);
    for (const load of loads) (await load())(program, host);
  }
  return program;
}

type LoadedGroup = readonly [heading: string, loads: readonly (() => Promise<AddCommand>)[]];

function commandsFor(program: Command, args: readonly string[]): readonly LoadedGroup[] {
  const name = firstWord(program, args);
  if (name === undefined && ["--version", "-V"].some((flag) => args.includes(flag))) return [];
  const all = Object.entries(GROUPS).map(([heading, group]) => [heading, Object.values(group)] as const);
  if (name === undefined || name === COMPLETION) return all;
  const named = Object.entries(GROUPS).flatMap(([heading, group]) => {
    const load = Object.hasOwn(group, name) ? group[name] : undefined;
    return load === undefined ? [] : [[heading, [load]] as const];
  });
  return named.length > 0 ? named : all;
}

/** The first argument that is neither a flag nor a flag's value. */
function firstWord(program: Command, args: readonly string[]): string | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (!arg.startsWith("-")) return arg;
    const flag = program.options.find(({ short, long }) => short === arg || long === arg);
    if (flag?.required === true) at += 1;
  }
  return undefined;
}
