import type { Command } from "commander";
import type { CommandSurroundings } from "./register-run-commands.js";
import { scanCommand } from "./scan.js";

interface ScanFlags {
  readonly include?: string[];
  readonly exclude?: string[];
}

/** `scan`: the graph alone, without documentation. */
export function registerScanCommands(program: Command, { context, onExitCode }: CommandSurroundings): void {
  program
    .command("scan")
    .description("bring the graph of the tree up to date and say what it holds; documents nothing")
    .argument("[dir]", "directory of the source tree (default: -C, else the current directory)")
    .option("--include <glob...>", "read only these files")
    .option("--exclude <glob...>", "leave these files out, besides .gitignore and .stemmaignore")
    .action(async (directory: string | undefined, { include, exclude }: ScanFlags) => {
      const given = context({
        ...(include === undefined ? {} : { include }),
        ...(exclude === undefined ? {} : { exclude }),
      });
      onExitCode(await scanCommand(directory ?? given.directory, given));
    });
}
