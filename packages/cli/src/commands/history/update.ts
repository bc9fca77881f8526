import { type Command, Option } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeMove } from "../../output/write-move.js";
import { type DirtyMode, dirtyModes } from "./switch.js";
import { withHistory } from "./with-history.js";

/** `stemma update [--mode …]` */
export function addUpdateCommand(program: Command, host: CommandHost): void {
  program
    .command("update")
    .description("take over what others have committed to the branch in the same repository")
    .addOption(
      new Option("--mode <mode>", "what becomes of what is not committed")
        .choices(dirtyModes)
        .default("carry"),
    )
    .action(({ mode }: { mode: DirtyMode }) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        writeMove(terminal, await versions.update({ signal, mode }), { json });
        return exitCode.fine;
      }),
    );
}
