import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { addWalkFlags, requireOneFormat, type WalkFlags } from "./graph-flags.js";
import { traceCalls } from "./trace-calls.js";

/** `stemma callees <symbol> [--depth n] [--limit n] [--format …]` */
export function addCalleesCommand(program: Command, { context, onExitCode }: CommandHost): void {
  const command = program
    .command("callees")
    .description("list what a symbol calls, and where")
    .argument(
      "<symbol>",
      "a path, a name, Class.method, or an id: of a class, a file or a folder with all in it",
    );
  addWalkFlags(command, 1).action(async (symbol: string, flags: WalkFlags) => {
    const given = context();
    requireOneFormat(command, given.json, flags.format);
    onExitCode(await traceCalls("callees", symbol, flags, given));
  });
}
