import { InvalidArgumentError } from "@stemma/core";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { shortHash } from "../../output/short-hash.js";
import { oneLine } from "../../output/visible-text.js";
import { withHistory } from "./with-history.js";

interface TagFlags {
  readonly message?: string;
  readonly delete?: boolean;
}

/** `stemma tag [name] [at] [-m] [-d]` */
export function addTagCommand(program: Command, host: CommandHost): void {
  program
    .command("tag")
    .description("list the tags, or give a commit a name that stays")
    .argument("[name]", "the tag to make or delete")
    .argument("[at]", "ref to name (default: where the index stands)")
    .option("-m, --message <text>", "what it stands for")
    .option("-d, --delete", "delete it")
    .action((name: string | undefined, at: string | undefined, flags: TagFlags) =>
      withHistory(host, async (versions, { terminal, json, signal }) => {
        if (name !== undefined) {
          const { message } = flags;
          if (flags.delete) await versions.deleteTag(name, { signal });
          else
            await versions.createTag(name, {
              signal,
              at,
              message,
            });
        } else if (flags.delete) throw new InvalidArgumentError("which tag is to be deleted?");
        if (name !== undefined && !json) return exitCode.fine;
        const tags = await versions.listTags({ signal });
        if (json) writeJson<"tag">(terminal, { tags });
        else {
          for (const { name: tag, commit, message } of tags) {
            // Without a message of its own a tag is kept with its name for one.
            const about = message === tag ? "" : `  ${oneLine(message)}`;
            terminal.stdout.write(`${tag} ${terminal.colors.yellow(shortHash(commit))}${about}\n`);
          }
        }
        return exitCode.fine;
      }),
    );
}
