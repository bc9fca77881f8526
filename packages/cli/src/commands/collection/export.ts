import {
  exportCollection,
  exportTo,
  type JsonVectors,
  type TransferFormat,
} from "@stemma/pipeline/collections";
import { type Command, Option } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { createProgressReporter } from "../../output/progress-reporter.js";
import { collectionCommand, withCollections } from "./with-collections.js";

interface ExportFlags {
  readonly data?: string;
  readonly format?: TransferFormat;
  readonly vectors: JsonVectors;
}

/** `stemma collection export <name> <file>` */
export function addExportCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "export")
    .description("write a collection with its vectors into a file, whole or not at all")
    .argument("<name>")
    .argument("[file]", ".jsonl, .ndjson, .arrow or .feather; - or nothing for JSON lines on standard output")
    .addOption(
      new Option("--format <format>", "in place of what the file's name tells").choices(["jsonl", "arrow"]),
    )
    .addOption(
      new Option("--vectors <form>", "in JSON lines").choices(["numbers", "base64"]).default("numbers"),
    )
    .action((name: string, file: string | undefined, { data, format, vectors }: ExportFlags) =>
      withCollections(host, { data }, async ({ collections, terminal, json, quiet, signal }) => {
        const collection = await collections.chroma.getCollection({ name }, { signal });
        const progress = await createProgressReporter(terminal, { quiet });
        const options = {
          vectors,
          signal,
          onProgress: (done: number, total: number) => progress.update("exporting", done, total),
        };
        const isStream = file === undefined || file === "-";
        const exporting = isStream
          ? exportTo(collection, terminal.data, { ...options, format: format ?? "jsonl" })
          : exportCollection(collection, file, { ...options, format });
        const records = await exporting.finally(() => progress.stop());
        progress.finish("exported", `${records} records`);
        if (json && !isStream) writeJson<"collection export">(terminal, { collection: name, file, records });
        return exitCode.fine;
      }),
    );
}
