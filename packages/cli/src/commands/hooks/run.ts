import { setPriority } from "node:os";
import { HOOK_NAMES, runHook } from "@stemma/pipeline/hooks";
import { Argument, type Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";

/** Everything else goes first, without starving what has to end within a time. */
const LOW_PRIORITY = 5;
const MOST_MS = 1_800_000;
/** What a run needs to end cleanly once its time is over. */
const TO_END_MS = 10_000;

/** `stemma hooks run <hook>`: what git's hooks begin, in the background. */
export function addRunCommand(hooks: Command, { context, onExitCode }: CommandHost): void {
  hooks
    .command("run", { hidden: true })
    .description("what a hook begins")
    .addArgument(new Argument("<hook>", "which one").choices(HOOK_NAMES))
    .action(async (event: string) => {
      const { directory, signal, logger, terminal, json } = context();
      const end = (): void => process.exit(exitCode.failed);
      // Nobody is there to end it.
      setTimeout(end, MOST_MS + TO_END_MS).unref();
      signal.addEventListener("abort", () => setTimeout(end, TO_END_MS).unref());
      setPriority(LOW_PRIORITY);
      const runs = await runHook({ event, directory, signal, logger, timeoutMs: MOST_MS });
      if (json) writeJson<"hooks run">(terminal, { runs });
      onExitCode(exitCode.fine);
    });
}
