import { readSpending } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { writeSpending } from "../output/write-spending.js";

/** `stemma cost` */
export function addCostCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("cost")
    .description("what language models were asked for this tree, by model and by run")
    .action(async () => {
      const { terminal, json, signal, flags, directory } = context();
      const spending = await readSpending(directory, { flags, signal });
      if (json) writeJson<"cost">(terminal, spending);
      else writeSpending(terminal, spending);
      onExitCode(exitCode.fine);
    });
}
