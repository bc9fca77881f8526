import type { ToolSet } from "@stemma/mcp";
import { type Command, Option } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";

const TOOL_SETS: readonly ToolSet[] = ["lean", "default", "all"];

/** `stemma mcp [--tools]` */
export function addMcpCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("mcp")
    .description(
      "answer a coding assistant: a server of the Model Context Protocol on standard input and output",
    )
    .addOption(new Option("--tools <set>", "how many tools it has").choices(TOOL_SETS).default("default"))
    .action(async ({ tools }: { tools: ToolSet }) => {
      const { directory, flags, logger, signal } = context();
      const { serveStdio } = await import("@stemma/mcp");
      await serveStdio({ directory, flags, logger, signal, tools, version: program.version() ?? "0" });
      onExitCode(exitCode.fine);
    });
}
