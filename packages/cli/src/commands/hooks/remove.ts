import { removeHooks } from "@stemma/pipeline/hooks";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { oneLine } from "../../output/visible-text.js";
import { withProject } from "../history/with-history.js";

/** `stemma hooks remove` */
export function addRemoveCommand(hooks: Command, host: CommandHost): void {
  hooks
    .command("remove")
    .description("take our lines out of git's hooks again; everything else stays byte for byte")
    .action(() =>
      withProject(host, async (project, { terminal, json }) => {
        const removed = await removeHooks(project.state);
        if (json) writeJson<"hooks remove">(terminal, removed);
        else {
          const { stdout } = terminal;
          const { hooks: names, leftAside } = removed;
          const where = oneLine(removed.hooksDirectory);
          stdout.write(
            names.length > 0
              ? `Taken out of ${names.join(", ")} in ${where}.\n`
              : `This tree is not brought along by hooks any more; ${where} stays as it is.\n`,
          );
          for (const aside of leftAside)
            stdout.write(
              `Another program has put its hook in the place of one that is still here: ${oneLine(aside)}\n`,
            );
        }
        return exitCode.fine;
      }),
    );
}
