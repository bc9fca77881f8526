import { loadConfig } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";

/** `stemma config` */
export function addConfigCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("config")
    .description("show the configuration as merged from flags, environment, file and defaults")
    .action(async () => {
      const { directory, flags, terminal } = context();
      const { config, file, withheld } = await loadConfig(directory, flags);
      writeJson<"config">(terminal, { file, withheld, config });
      onExitCode(exitCode.fine);
    });
}
