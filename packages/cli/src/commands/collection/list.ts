import type { Command } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { collectionCommand, withCollections } from "./with-collections.js";

/** `stemma collection list` */
export function addListCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "list")
    .description("list collections with how many records they hold, their distance and their model")
    .action(({ data }: { data?: string }) =>
      withCollections(host, { data }, async ({ collections, terminal, json, signal }) => {
        const listed = [];
        for (const collection of await collections.chroma.listCollections({}, { signal })) {
          const { name, metadata, configuration, embeddingModel } = collection;
          const records = await collection.count({ signal });
          listed.push({ name, records, space: configuration.hnsw?.space ?? null, embeddingModel, metadata });
        }
        if (json) writeJson<"collection list">(terminal, { collections: listed });
        else {
          for (const { name, records, space, embeddingModel } of listed) {
            const model = embeddingModel === null ? "own vectors" : embeddingModel.modelId;
            terminal.stdout.write(
              `${terminal.colors.bold(name)}  ${records} records  ${space ?? ""}  ${model}\n`,
            );
          }
        }
        return exitCode.fine;
      }),
    );
}
