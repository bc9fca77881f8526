import { runDoctor } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import type { CommandHost } from "../command-host.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";

/** `stemma doctor` */
export function addDoctorCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("doctor")
    .description(
      "check Python, Chroma, the model and the state, and say what to do where something is missing",
    )
    .action(async () => {
      onExitCode(await doctor(context()));
    });
}

async function doctor({ terminal, directory, json, flags, logger }: CommandContext): Promise<ExitCode> {
  const checks = await runDoctor(directory, { flags, logger });
  if (json) writeJson<"doctor">(terminal, { checks });
  else {
    const { stdout, colors } = terminal;
    for (const { name, isFine, found, advice } of checks) {
      stdout.write(`${isFine ? colors.green("✔") : colors.red("✘")} ${name.padEnd(8)} ${found}\n`);
      if (advice !== null) stdout.write(`  ${" ".repeat(9)}${advice}\n`);
    }
  }
  return checks.every(({ isFine }) => isFine) ? exitCode.fine : exitCode.failed;
}
