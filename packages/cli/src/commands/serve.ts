import { withoutUndefined } from "@stemma/core";
import { endWithin } from "@stemma/pipeline";
import { type Command, Option } from "commander";
import { Browser } from "../browser.js";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import type { JsonOutputs } from "../json/json-outputs.js";
import { writeJson } from "../json/write-json.js";
import { untilBothEnd } from "../until-both-end.js";
import { wholeNumber } from "../whole-number.js";

/** Milliseconds for what runs to come to its end after Ctrl-C. */
const GRACE_MS = 600;

interface ServeFlags {
  readonly port?: number;
  readonly open?: boolean;
  readonly allowWrite?: boolean;
  readonly data?: string;
  readonly mcp?: boolean;
  readonly mcpPort?: number;
  readonly tokenFile?: string;
}

/** Where a service is, for whoever started the command. */
type Places = Partial<JsonOutputs["serve"]>;
type Service = (signal: AbortSignal, onReady: (places: Places) => void) => Promise<void>;

/** `stemma serve [dir] [--port] [--open] [--allow-write] [--data <dir>] [--mcp [--mcp-port] [--token-file]]` */
export function addServeCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("serve")
    .argument("[dir]", "a documented tree, or a folder in one (default: -C, else the current directory)")
    .description(
      "show the tree, its documentation and its history as a page, on this machine alone; Ctrl-C ends it",
    )
    .option("--port <number>", "where it listens; by default a port that is free", wholeNumber)
    .option("--open", "open the page in the browser")
    .option(
      "--data <dir>",
      "show the collections of a Chroma data directory, with their history, in place of a tree",
    )
    .option("--allow-write", "let the page merge branches, decide conflicts, and run document")
    .addOption(
      new Option(
        "--mcp",
        "answer coding assistants, too, as stemma mcp --http; with --allow-write they may change what the page may",
      ).conflicts("data"),
    )
    .option(
      "--mcp-port <number>",
      "with --mcp: where that listens; by default a port that is free",
      wholeNumber,
    )
    .option("--token-file <path>", "with --mcp: where its token is, or is written; otherwise it is printed")
    .action(async (dir: string | undefined, flags: ServeFlags) => {
      const called = context();
      const { terminal, json, logger, signal } = called;
      const directory = dir ?? called.directory;
      using browser = new Browser(logger);
      const services: readonly Service[] = [
        pageService(called, directory, flags),
        ...(flags.mcp === true
          ? [assistantsService(called, directory, flags, program.version() ?? "0")]
          : []),
      ];
      const known: Places = {};
      let waiting = services.length;
      const onReady = (found: Places): void => {
        Object.assign(known, found);
        const { link } = known;
        if (--waiting > 0 || link === undefined) return;
        const places = { ...known, link };
        if (json) writeJson<"serve">(terminal, places);
        else terminal.stdout.write(wordsOf(places));
        if (flags.open) browser.open(link);
      };
      // A call into Python that does not come back would keep the process.
      signal.addEventListener("abort", () => endWithin(GRACE_MS));
      await untilBothEnd(
        signal,
        services.map((serve) => (ending) => serve(ending, onReady)),
      );
      onExitCode(exitCode.fine);
    });
}

function pageService(
  { flags, logger }: CommandContext,
  directory: string,
  { port, data, allowWrite: canWrite = false }: ServeFlags,
): Service {
  return async (signal, onReady) => {
    const { serveWeb } = await import("@stemma/web");
    const ready = (link: string): void => onReady({ link });
    await serveWeb({ directory, data, flags, logger, port, canWrite, signal, onReady: ready });
  };
}

function assistantsService(
  { flags, logger }: CommandContext,
  directory: string,
  { mcpPort: port = 0, tokenFile, allowWrite }: ServeFlags,
  version: string,
): Service {
  return async (signal, onReady) => {
    const { newToken, serveHttp, tokenInFile } = await import("@stemma/mcp");
    const token = tokenFile === undefined ? newToken() : tokenInFile(tokenFile);
    const onListening = (mcp: string): void =>
      onReady(withoutUndefined({ mcp, token: tokenFile === undefined ? token : undefined }));
    const options = { directory, flags, logger, tools: "default" as const, allowWrite, version };
    await serveHttp({ ...options, port, token, signal, onListening });
  };
}

function wordsOf({ link, mcp, token }: JsonOutputs["serve"]): string {
  const lines = [
    `The page is at ${link}`,
    ...(mcp === undefined ? [] : [`Assistants are answered at ${mcp}`]),
    ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
    "Ctrl-C ends it.",
  ];
  return `${lines.join("\n")}\n`;
}
