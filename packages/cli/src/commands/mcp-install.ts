import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import type { ClientName } from "@stemma/mcp";
import { type Command, Option } from "commander";
import type { CommandHost } from "../command-host.js";
import { exitCode } from "../exit-code.js";

const CLIENTS: readonly ClientName[] = ["claude", "cursor", "vscode", "codex", "zed", "windsurf"];

interface InstallFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `stemma mcp install <client> [--dry-run] [--yes]` */
export function addMcpInstallCommand(mcp: Command, { context, onExitCode }: CommandHost): void {
  mcp
    .command("install")
    .description("write the entry for this tree into the file of a client; asked first")
    .argument("<client>", `one of ${CLIENTS.join(", ")}`)
    .option("--dry-run", "only print which file, and what would stand in it")
    .addOption(new Option("--yes", "without asking").conflicts("dryRun"))
    .action(async (name: string, { dryRun = false, yes = false }: InstallFlags) => {
      const { terminal, directory, signal } = context();
      const { stdout } = terminal;
      const client = CLIENTS.find((each) => each === name);
      if (client === undefined)
        mcp.error(`error: there is no client "${name}"; there are ${CLIENTS.join(", ")}`, { exitCode: 2 });
      const { entryFor, planWrite, writePlanned } = await import("@stemma/mcp");
      // What `stemma mcp` itself is given beside stands in the entry.
      const { tools, allowWrite } = mcp.opts<{ tools: string; allowWrite?: boolean }>();
      const flags = [
        ...(allowWrite ? ["--allow-write"] : []),
        ...(tools === "default" ? [] : ["--tools", tools]),
      ];
      const placed = entryFor(client, { root: resolve(directory), command: ownCommand(), flags });
      const planned = await planWrite(placed);
      onExitCode(exitCode.fine);
      if (planned.isThere) {
        stdout.write(`${planned.file} has it already\n`);
        return;
      }
      stdout.write(`${placed.client.title} reads ${planned.file}:\n\n${planned.text}\n`);
      if (dryRun) return;
      if (!yes && !(await isWanted(planned.file, signal))) {
        stdout.write("Nothing was written (--yes writes it without asking)\n");
        return;
      }
      const backup = await writePlanned(planned);
      stdout.write(`Written${backup === undefined ? "" : `; what was there is in ${backup}`}\n`);
    });
}

/** `stemma` where the shell finds it, else the very program that runs. */
function ownCommand(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const isFound = folders.some((folder) => folder !== "" && existsSync(join(folder, "stemma")));
  return isFound
    ? ["stemma"]
    : [process.execPath, fileURLToPath(new URL("../../bin/stemma.js", import.meta.url))];
}

/** Only a person at a terminal can be asked. */
async function isWanted(file: string, signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/iu.test((await lines.question(`Write ${file}? [y/N] `, { signal })).trim());
  } finally {
    lines.close();
  }
}
