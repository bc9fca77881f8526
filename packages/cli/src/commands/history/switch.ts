import { type Command, Option } from "commander";
import { exitCode } from "../../exit-code.js";
import { writeMove } from "../../output/write-move.js";
import { type HistorySurroundings, withHistory } from "./with-history.js";

const modes = ["block", "commit", "carry", "reset"] as const;

interface SwitchFlags {
  readonly create?: boolean;
  readonly mode?: (typeof modes)[number];
}

/** `stemma switch <branch> [at] [-c] [--mode …]` */
export function addSwitchCommand(program: Command, surroundings: HistorySurroundings): void {
  program
    .command("switch")
    .description("bring the index to another branch; nothing is embedded again")
    .argument("<branch>")
    .argument("[at]", "with -c: ref where the branch begins (default: where the index stands)")
    .option("-c, --create", "make the branch first")
    .addOption(
      new Option(
        "--mode <mode>",
        "what becomes of what is not committed (default: block; with -c where the index stands: carry)",
      ).choices(modes),
    )
    .action((branch: string, at: string | undefined, { create, mode }: SwitchFlags) =>
      withHistory(surroundings, async (versions, { terminal, json, signal }) => {
        const moved = await versions.switchBranch(branch, {
          signal,
          mode: mode ?? (create && at === undefined ? "carry" : "block"),
          ...(create ? { create: at ?? true } : {}),
        });
        writeMove(terminal, moved, { json });
        return exitCode.fine;
      }),
    );
}
