import type { Metadata } from "@stemma/pipeline/collections";
import { type Command, Option } from "commander";
import type { CommandHost } from "../../command-host.js";
import { exitCode } from "../../exit-code.js";
import { writeJson } from "../../json/write-json.js";
import { collectionCommand, jsonObject, withCollections } from "./with-collections.js";

interface CreateFlags {
  readonly data?: string;
  readonly space?: "l2" | "cosine" | "ip";
  readonly metadata?: Metadata;
  readonly embedder: boolean;
}

/** `stemma collection create <name>` */
export function addCreateCommand(parent: Command, host: CommandHost): void {
  collectionCommand(parent, "create")
    .description("make a collection; its vectors are made from its documents by the bundled model")
    .argument("<name>", "3 to 512 of a-z A-Z 0-9 . _ -")
    .addOption(new Option("--space <distance>", "how vectors are compared").choices(["l2", "cosine", "ip"]))
    .option("--metadata <json>", "what to keep with it, a JSON object", jsonObject)
    .option("--no-embedder", "vectors of your own come with the records")
    .action((name: string, { data, space, metadata, embedder }: CreateFlags) =>
      withCollections(host, { data, mayBeNew: true }, async ({ collections, terminal, json, signal }) => {
        const collection = await collections.chroma.createCollection(
          {
            name,
            metadata,
            configuration: space === undefined ? undefined : { hnsw: { space } },
            ...(embedder ? { embedder: collections.embedder() } : {}),
          },
          { signal },
        );
        const { id, embeddingModel } = collection;
        if (json)
          writeJson<"collection create">(terminal, {
            name,
            id,
            embeddingModel,
            metadata: collection.metadata,
          });
        return exitCode.fine;
      }),
    );
}
