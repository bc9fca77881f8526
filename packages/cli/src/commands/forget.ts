import { InvalidArgumentError } from "@stemma/core";
import { forgetText } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { writeForgotten } from "../output/write-forgotten.js";

const LONGEST_TEXT = 65_536;

/** `stemma forget [text]` */
export function addForgetCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("forget")
    .description("take a text out of graph, caches, index and history; says first what it would do")
    .argument("[text]", "what to forget, as it is; without it, or with -, it is read from standard input")
    .option("--yes", "do it")
    .addHelpText(
      "after",
      "\nA secret on a command line stands in the shell's history: better give it on standard input.\nRemotes, other clones and backups keep what they have; a secret that was shared has to be exchanged.",
    )
    .action(async (text: string | undefined, { yes = false }: { readonly yes?: boolean }) => {
      const { terminal, directory, json, flags, logger, signal } = context();
      const wanted = text === undefined || text === "-" ? await readStandardInput() : text;
      const report = await forgetText(directory, wanted, { isDryRun: !yes, flags, logger, signal });
      if (json) writeJson<"forget">(terminal, report);
      else writeForgotten(terminal, report);
      onExitCode(yes && report.left.length + report.sources.length > 0 ? exitCode.partlyDone : exitCode.fine);
    });
}

/** One line break at the end is the terminal's. */
async function readStandardInput(): Promise<string> {
  let text = "";
  for await (const piece of process.stdin.setEncoding("utf8")) {
    text += String(piece);
    if (text.length > LONGEST_TEXT) throw new InvalidArgumentError("the text to forget is too long");
  }
  return text.replace(/\r?\n$/, "");
}
