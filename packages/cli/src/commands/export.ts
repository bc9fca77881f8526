import { StemmaProject } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { oneLine } from "../output/visible-text.js";
import { writeJson } from "../output/write-json.js";

/** `stemma export --markdown <dir> [--at <ref>]` */
export function addExportCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("export")
    .description("write the documentation as a wiki of Markdown files, with llms.txt for assistants")
    .requiredOption("--markdown <dir>", "the folder to write to; only what differs is written")
    .option("--at <ref>", "a branch, tag or commit of the history in place of the documentation as it is now")
    .action(async ({ markdown, at }: { markdown: string; at?: string }) => {
      const { terminal, json, signal, flags, logger, directory } = context();
      await using project = await StemmaProject.openNearest(directory, { flags, logger });
      const pages = await project.exportWiki(markdown, { at, signal });
      if (json) writeJson(terminal, pages);
      else {
        const { written, unchanged, removed, kept, refused } = pages;
        terminal.stdout.write(`${written} pages written, ${unchanged} unchanged, ${removed} removed\n`);
        for (const path of kept) terminal.stderr.write(`Left as somebody edited it: ${oneLine(path)}\n`);
        for (const path of refused)
          terminal.stderr.write(`Not written, since no page can have that name: ${oneLine(path)}\n`);
      }
      onExitCode(pages.kept.length + pages.refused.length === 0 ? exitCode.fine : exitCode.partlyDone);
    });
}
