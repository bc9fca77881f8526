import { fileURLToPath } from "node:url";
import { installHooks } from "@stemma/pipeline/hooks";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { oneLine } from "../../output/visible-text.js";
import { withProject } from "../history/with-history.js";

const script = fileURLToPath(new URL("../../../bin/stemma.js", import.meta.url));

/** `stemma hooks install [--allow-spend]` */
export function addInstallCommand(hooks: Command, host: CommandHost): void {
  hooks
    .command("install")
    .description("add to git's hooks; what they do now is kept, and git never waits for us or fails by us")
    .option("--allow-spend", "the background runs may ask a language model that costs money", false)
    .action(({ allowSpend }: { allowSpend: boolean }) =>
      withProject(host, async (project, { terminal, json, flags }) => {
        const program = { node: process.execPath, script };
        const installed = await installHooks(project.state, { program, flags, allowSpend });
        if (json) writeJson<"hooks install">(terminal, installed);
        else
          terminal.stdout.write(
            `${installed.hooks.join(", ")} in ${oneLine(installed.hooksDirectory)} bring the index along from now on.\n` +
              "stemma hooks status shows what they did; stemma hooks remove takes them out.\n",
          );
        return exitCode.fine;
      }),
    );
}
