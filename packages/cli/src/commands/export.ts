import { InvalidArgumentError } from "@stemma/core";
import { StemmaProject, type WrittenPages } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";
import { writeJson } from "../json/write-json.js";
import { oneLine } from "../output/visible-text.js";

interface ExportFlags {
  readonly markdown?: string;
  readonly site?: string;
  readonly at?: string;
}

/** `stemma export --markdown <dir> | --site <dir> [--at <ref>]` */
export function addExportCommand(program: Command, { context, onExitCode }: CommandHost): void {
  program
    .command("export")
    .description(
      "write the documentation as a wiki of Markdown files, with llms.txt for assistants, or as pages that need no server",
    )
    .option("--markdown <dir>", "the folder to write the wiki to; only what differs is written")
    .option("--site <dir>", "the folder to write the pages to; only what differs is written")
    .option("--at <ref>", "a branch, tag or commit of the history in place of the documentation as it is now")
    .action(async ({ markdown, site, at }: ExportFlags) => {
      const { terminal, json, signal, flags, logger, directory } = context();
      const target = markdown ?? site;
      if (target === undefined || (markdown !== undefined && site !== undefined))
        throw new InvalidArgumentError("export needs --markdown <dir> or --site <dir>, one of them");
      await using project = await StemmaProject.openNearest(directory, { flags, logger });
      const pages = await (site === undefined
        ? project.exportWiki(target, { at, signal })
        : exportPages(project, target, { at, signal }));
      if (json) writeJson<"export">(terminal, pages);
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

/** Loaded only here: what makes pages takes longer to load than most commands take. */
async function exportPages(
  project: StemmaProject,
  target: string,
  options: { readonly at: string | undefined; readonly signal: AbortSignal },
): Promise<WrittenPages> {
  const { exportSite } = await import("@stemma/web");
  return exportSite(project, target, options);
}
