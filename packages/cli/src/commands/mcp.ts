import type { ToolSet } from "@stemma/mcp";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { addMcpInstallCommand } from "./mcp-install.js";

const TOOL_SETS: readonly ToolSet[] = ["lean", "default", "all"];
const MAX_PORT = 65_535;

interface McpFlags {
  readonly tools: ToolSet;
  readonly allowWrite?: boolean;
  readonly http?: boolean;
  readonly port: number;
  readonly tokenFile?: string;
  readonly compat?: "chroma";
  readonly dataDir?: string;
}

/** `stemma mcp [--tools] [--allow-write] [--http [--port] [--token-file]]` */
export function addMcpCommand(program: Command, host: CommandHost): void {
  const { context, onExitCode } = host;
  const mcp = program
    .command("mcp")
    .description(
      "answer a coding assistant: a server of the Model Context Protocol on standard input and output, or HTTP",
    )
    .addOption(new Option("--tools <set>", "how many tools it has").choices(TOOL_SETS).default("default"))
    .option("--allow-write", "also tools that document, and that change the index and its history")
    .addOption(
      new Option("--http", "over HTTP on this machine alone, for whoever has the token").conflicts("compat"),
    )
    .addOption(
      new Option("--port <number>", "with --http: the port; 0: any").argParser(portNumber).default(0),
    )
    .option(
      "--token-file <path>",
      "with --http: where the token is, or is written; otherwise it is printed once",
    )
    .addOption(
      new Option(
        "--compat <server>",
        "answer as this server does: collections of Chroma, with history",
      ).choices(["chroma"]),
    )
    .addOption(
      new Option(
        "--data-dir <location>",
        "with --compat: Chroma's data directory or a server's URL (default: memory that ends with the server)",
      ).env("CHROMA_DATA_DIR"),
    )
    .action(async ({ tools, allowWrite, http, port, tokenFile, compat, dataDir }: McpFlags) => {
      const { directory, flags, logger, signal, terminal } = context();
      const version = program.version() ?? "0";
      const options = { directory, flags, logger, signal, tools, allowWrite, version };
      const { newToken, serveHttp, serveMemoryOnStdio, serveStdio, tokenInFile } = await import(
        "@stemma/mcp"
      );
      if (compat === "chroma")
        await serveMemoryOnStdio({ directory, flags, logger, signal, version, data: dataDir });
      else if (!http) await serveStdio(options);
      else {
        const token = tokenFile === undefined ? newToken() : tokenInFile(tokenFile);
        const onListening = (url: string): void => {
          terminal.stdout.write(`${url}\n`);
          if (tokenFile === undefined) terminal.stdout.write(`Authorization: Bearer ${token}\n`);
        };
        await serveHttp({ ...options, port, token, onListening });
      }
      onExitCode(exitCode.fine);
    });
  addMcpInstallCommand(mcp, host);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/u.test(text) || port > MAX_PORT)
    throw new InvalidArgumentError(`A whole number from 0 to ${MAX_PORT} is needed.`);
  return port;
}
