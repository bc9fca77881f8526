import { stat } from "node:fs/promises";
import { InvalidArgumentError } from "@stemma/core";
import { importCollection, importPlace, type TransferFormat } from "@stemma/pipeline/collections";
import { type Command, Option } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { createProgressReporter, type ProgressReporter } from "../../output/progress-reporter.js";
import { type CollectionBench, collectionCommand, withCollections } from "./with-collections.js";

interface ImportFlags {
  readonly data?: string;
  readonly name?: string;
  readonly format?: TransferFormat;
  readonly embedder?: boolean;
}

/** `stemma collection import <source>` */
export function addImportCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "import")
    .description(
      "take over a file, or all collections of another Chroma; the same command again finishes what was stopped",
    )
    .argument("<source>", "a file of `export`, a Chroma data directory, or a server's URL")
    .option("--name <name>", "name of the file's collection here (default: as the file says)")
    .addOption(
      new Option("--format <format>", "in place of what the file's name tells").choices(["jsonl", "arrow"]),
    )
    .option("--embedder", "make vectors of the file's documents by the bundled model where they have none")
    .action((source: string, flags: ImportFlags) =>
      withCollections(host, { data: flags.data, mayBeNew: true }, async (bench) => {
        const { terminal, json, quiet } = bench;
        const progress = await createProgressReporter(terminal, { quiet });
        const importing = (await isFile(source))
          ? importFile(bench, source, flags, progress)
          : importChroma(bench, source, progress);
        const imported = await importing.finally(() => progress.stop());
        const total = Object.values(imported).reduce((sum, records) => sum + records, 0);
        progress.finish("imported", `${total} records into ${Object.keys(imported).join(", ")}`);
        if (json) writeJson<"collection import">(terminal, { collections: imported });
        return exitCode.fine;
      }),
    );
}

async function isFile(source: string): Promise<boolean> {
  if (/^https?:\/\//u.test(source)) return false;
  const found = await stat(source).catch(() => null);
  if (found === null) throw new InvalidArgumentError(`${source} does not exist`);
  return found.isFile();
}

async function importFile(
  { collections, signal }: CollectionBench,
  file: string,
  { name, format, embedder = false }: ImportFlags,
  progress: ProgressReporter,
): Promise<Record<string, number>> {
  const { collection, records } = await importCollection(collections.chroma, file, {
    name,
    format,
    signal,
    ...(embedder ? { embedder: collections.embedder() } : {}),
    onProgress: (done, total) => progress.update("importing", done, total),
  });
  return { [collection.name]: records };
}

async function importChroma(
  { collections, signal }: CollectionBench,
  place: string,
  progress: ProgressReporter,
): Promise<Record<string, number>> {
  const source = await collections.openSource(place, { signal });
  try {
    const copied = await importPlace(collections.chroma, source, {
      signal,
      onProgress: (name, done, total) => progress.update(`importing ${name}`, done, total),
    });
    return Object.fromEntries(copied);
  } finally {
    await source.close();
  }
}
