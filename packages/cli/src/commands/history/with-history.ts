import { StemmaProject, type SyncManager } from "@stemma/pipeline";
import type { CommandContext } from "../../command-context.js";
import type { ExitCode } from "../../exit-code.js";

/** What the commands of the history need from the program. */
export interface HistorySurroundings {
  /** As the global flags say by the time the command runs. */
  readonly context: () => CommandContext;
  readonly onExitCode: (code: ExitCode) => void;
}

/** Runs `work` on the history of the nearest documented tree; with `begin` there need be none yet. */
export async function withHistory(
  { context, onExitCode }: HistorySurroundings,
  work: (versions: SyncManager, given: CommandContext) => Promise<ExitCode>,
  options: { readonly begin?: boolean } = {},
): Promise<void> {
  const given = context();
  const { directory, flags, logger } = given;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  onExitCode(await work(await project.openHistory(options), given));
}
