import type { SyncManager } from "@stemma/pipeline";
import type { Command } from "commander";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import { type ExitCode, exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { oneLine } from "../../output/visible-text.js";
import { withHistory } from "./with-history.js";

/** `stemma remote`, `stemma remote add <name> <url>`, `stemma remote remove <name>` */
export function addRemoteCommand(program: Command, host: CommandHost): void {
  const remote = program
    .command("remote")
    .description("list the other copies of the history, or add or remove one")
    .action(() => withHistory(host, listRemotes));
  remote
    .command("add")
    .description("name another copy; it need not exist before the first push")
    .argument("<name>", "usually origin")
    .argument("<url>", "file:///…, https://…")
    .action((name: string, url: string) =>
      withHistory(host, async (versions, given) => {
        await versions.addRemote(name, url, { signal: given.signal });
        return given.json ? listRemotes(versions, given) : exitCode.fine;
      }),
    );
  remote
    .command("remove")
    .description("forget a copy; the copy itself stays")
    .argument("<name>")
    .action((name: string) =>
      withHistory(host, async (versions, given) => {
        await versions.removeRemote(name, { signal: given.signal });
        return given.json ? listRemotes(versions, given) : exitCode.fine;
      }),
    );
}

async function listRemotes(
  versions: SyncManager,
  { terminal, json, signal }: CommandContext,
): Promise<ExitCode> {
  const remotes = await versions.listRemotes({ signal });
  if (json) writeJson<"remote">(terminal, { remotes });
  else for (const { name, url } of remotes) terminal.stdout.write(`${oneLine(`${name}  ${url}`)}\n`);
  return exitCode.fine;
}
