import { type HistoryBeginning, StemmaProject, type SyncManager } from "@stemma/pipeline";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import type { ExitCode } from "../../exit-code.js";

/** Runs `work` on the nearest documented tree. */
export async function withProject(
  { context, onExitCode }: CommandHost,
  work: (project: StemmaProject, given: CommandContext) => Promise<ExitCode>,
): Promise<void> {
  const given = context();
  const { directory, flags, logger } = given;
  await using project = await StemmaProject.openNearest(directory, { flags, logger });
  onExitCode(await work(project, given));
}

/** Runs `work` on the history of the nearest documented tree; `beginning` says what to do where there is none yet. */
export async function withHistory(
  host: CommandHost,
  work: (versions: SyncManager, given: CommandContext) => Promise<ExitCode>,
  beginning?: HistoryBeginning,
): Promise<void> {
  await withProject(host, async (project, given) => work(await project.openHistory(beginning), given));
}
