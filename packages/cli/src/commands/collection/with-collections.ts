import { decodeJson } from "@stemma/core";
import { type ChromaCollection, type Metadata, ProjectCollections } from "@stemma/pipeline/collections";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommandContext } from "../../command-context.js";
import type { CommandHost } from "../../command-host.js";
import type { ExitCode } from "../../exit-code.js";

/** What a command works with. */
export interface CollectionBench extends CommandContext {
  readonly collections: ProjectCollections;
}

/** A command below `stemma collection`, with the flag that names another place. */
export function collectionCommand(parent: Command, name: string): Command {
  return parent
    .command(name)
    .addOption(
      new Option(
        "--data <place>",
        "a Chroma data directory or a server's URL, in place of the documented tree's",
      ),
    );
}

/** Opens the place, runs `work` on it and closes it. */
export async function withCollections(
  { context, onExitCode }: CommandHost,
  { data, mayBeNew = false }: { readonly data?: string | undefined; readonly mayBeNew?: boolean },
  work: (bench: CollectionBench) => Promise<ExitCode>,
): Promise<void> {
  const given = context();
  const { directory, flags, logger } = given;
  await using collections = await ProjectCollections.open(directory, { flags, logger, data, mayBeNew });
  onExitCode(await work({ ...given, collections }));
}

/** An open collection; with the model where its vectors are of the model, or where it holds none yet. */
export async function collectionOf(
  { collections, signal }: CollectionBench,
  name: string,
): Promise<{ readonly collection: ChromaCollection; readonly canEmbed: boolean }> {
  const plain = await collections.chroma.getCollection({ name }, { signal });
  const canEmbed = plain.embeddingModel?.modelId === collections.embedder().modelId;
  if (!canEmbed) return { collection: plain, canEmbed };
  const embedder = collections.embedder();
  return { collection: await collections.chroma.getCollection({ name, embedder }, { signal }), canEmbed };
}

/** Reads a flag that holds a JSON object, such as metadata or a filter. */
export function jsonObject(text: string): Metadata {
  try {
    const value = decodeJson(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Metadata;
  } catch {
    // Said below.
  }
  throw new InvalidArgumentError('A JSON object is needed, such as \'{"topic":"ferries"}\'.');
}

/** Reads a flag that holds a vector. */
export function jsonVector(text: string): readonly number[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number"))
      return value;
  } catch {
    // Said below.
  }
  throw new InvalidArgumentError("A JSON list of numbers is needed, such as '[0.1, 0.2]'.");
}
