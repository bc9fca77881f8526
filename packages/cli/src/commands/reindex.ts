import type { Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { runDocument } from "./run-document.js";

interface ReindexFlags {
  /** commander sets them to `false` by `--no-…`. */
  readonly commit: boolean;
  readonly fill: boolean;
}

/** `stemma reindex` */
export function addReindexCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("reindex")
    .description("bring the index to the configured embedder; the tree can be searched meanwhile")
    .option("--no-commit", "leave the history as it is; stemma commit keeps the index later")
    .option("--no-fill", "end where the tree is searchable; the next stemma document fills in vectors")
    .action(async ({ commit, fill }: ReindexFlags) => {
      const given = context();
      onExitCode(await runDocument(given.directory, given, { commit, fill, renews: true }));
    });
}
