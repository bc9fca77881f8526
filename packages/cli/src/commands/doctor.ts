import { runDoctor } from "@stemma/pipeline";
import type { CommandContext } from "../command-context.js";
import { type ExitCode, exitCode } from "../exit-code.js";
import { writeJson } from "../output/write-json.js";

/** `stemma doctor` */
export async function doctorCommand({
  terminal,
  directory,
  json,
  flags,
  logger,
}: CommandContext): Promise<ExitCode> {
  const checks = await runDoctor(directory, { flags, logger });
  if (json) writeJson(terminal, { checks });
  else {
    const { stdout, colors } = terminal;
    for (const { name, isFine, found, advice } of checks) {
      stdout.write(`${isFine ? colors.green("✔") : colors.red("✘")} ${name.padEnd(8)} ${found}\n`);
      if (advice !== null) stdout.write(`  ${" ".repeat(9)}${advice}\n`);
    }
  }
  return checks.every(({ isFine }) => isFine) ? exitCode.fine : exitCode.failed;
}
