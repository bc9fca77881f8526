import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { InvalidArgumentError } from "@stemma/core";
import { addJsonLines } from "@stemma/pipeline/collections";
import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import type { BadLine } from "../../json/collection-outputs.js";
import { writeJson } from "../../json/write-json.js";
import { createProgressReporter } from "../../output/progress-reporter.js";
import { collectionCommand, collectionOf, withCollections } from "./with-collections.js";

interface AddFlags {
  readonly data?: string;
  readonly replace?: boolean;
}

/** `stemma collection add <name> [file]` */
export function addAddCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "add")
    .description('add records from JSON lines: {"id": …, "document"?, "metadata"?, "uri"?, "embedding"?}')
    .argument("<name>")
    .argument("[file]", "JSON lines; - or nothing for standard input")
    .option("--replace", "put in place of a record that has the same id; else that one stays")
    .action((name: string, file: string | undefined, { data, replace: replaces = false }: AddFlags) =>
      withCollections(host, { data }, async (bench) => {
        const { terminal, json, quiet, signal } = bench;
        const { collection, canEmbed } = await collectionOf(bench, name);
        const progress = await createProgressReporter(terminal, { quiet });
        const badLines: BadLine[] = [];
        const { added } = await addJsonLines(collection, await linesOf(file), {
          canEmbed,
          replaces,
          signal,
          onProgress: (done) => progress.update("adding", done, null),
          onBadRecord: ({ line, reason }) => badLines.push({ line, reason }),
        }).finally(() => progress.stop());
        progress.finish("added", `${added} records`);
        for (const { line, reason } of badLines) terminal.stderr.write(`stemma: line ${line}: ${reason}\n`);
        if (json) writeJson<"collection add">(terminal, { added, badLines });
        return badLines.length > 0 ? exitCode.partlyDone : exitCode.fine;
      }),
    );
}

async function linesOf(file: string | undefined): Promise<AsyncIterable<Uint8Array>> {
  if (file === undefined || file === "-") return process.stdin as AsyncIterable<Uint8Array>;
  await access(file).catch((cause: unknown) => {
    throw new InvalidArgumentError(`${file} can't be read`, { cause });
  });
  return createReadStream(file) as AsyncIterable<Uint8Array>;
}
