import { type Command, Option } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeMove } from "../../output/write-move.js";
import { withHistory, withProject } from "./with-history.js";

/** What may become of what is not committed. */
export const dirtyModes = ["block", "commit", "carry", "reset"] as const;

/** One of {@link dirtyModes}. */
export type DirtyMode = (typeof dirtyModes)[number];

interface SwitchFlags {
  readonly create?: boolean;
  readonly mode?: DirtyMode;
}

/** `stemma switch [branch] [at] [-c] [--mode …]` */
export function addSwitchCommand(program: Command, host: CommandHost): void {
  program
    .command("switch")
    .description("bring the index to another branch; nothing is embedded again")
    .argument("[branch]", "default: the one that git is on, made where its nearest documented commit is")
    .argument("[at]", "with -c: ref where the branch begins (default: where the index stands)")
    .option("-c, --create", "make the branch first")
    .addOption(
      new Option(
        "--mode <mode>",
        "what becomes of what is not committed (default: block; with -c where the index stands: carry)",
      ).choices(dirtyModes),
    )
    .action((branch: string | undefined, at: string | undefined, { create, mode }: SwitchFlags) => {
      if (branch === undefined) return followGit(host);
      return withHistory(host, async (versions, { terminal, json, signal }) => {
        const moved = await versions.switchBranch(branch, {
          signal,
          mode: mode ?? (create && at === undefined ? "carry" : "block"),
          ...(create ? { create: at ?? true } : {}),
        });
        writeMove(terminal, moved, { json });
        return exitCode.fine;
      });
    });
}

async function followGit(host: CommandHost): Promise<void> {
  await withProject(host, async (project, { terminal, json, signal }) => {
    const moved = await project.followGit({ signal });
    if (moved !== undefined) writeMove(terminal, moved, { json });
    else {
      const position = await (await project.openHistory()).position();
      const nothing = { collections: 0, documents: 0, kept: [] };
      writeMove(terminal, { ...position, previous: position, ...nothing }, { json });
    }
    return exitCode.fine;
  });
}
