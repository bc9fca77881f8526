import { type CallOptions, decodeJson, InvalidArgumentError } from "@stemma/core";
import type { SyncManager } from "@stemma/pipeline";
import type { Metadata } from "@stemma/pipeline/collections";
import type { PlainRecord } from "./told-record.js";

type CollectionRow = Awaited<ReturnType<SyncManager["repository"]["readCollections"]>>[number];

/** A collection of an earlier version. */
export interface RowThen {
  readonly id: string;
  readonly name: string;
  readonly model: string | null;
  readonly metadata: Metadata | null;
}

/** All collections as of a ref. @throws {@link UnknownRefError} `UNKNOWN_REF` */
export async function rowsThen(
  versions: SyncManager,
  ref: string,
  options: CallOptions,
): Promise<{ readonly commit: string; readonly rows: readonly RowThen[] }> {
  const commit = await versions.resolve(ref, options);
  const rows = await versions.repository.readCollections(commit, options);
  return { commit, rows: rows.map(rowThen) };
}

/** One of them by its name. @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` where there was none */
export async function rowNamed(
  versions: SyncManager,
  ref: string,
  name: string,
  options: CallOptions,
): Promise<{ readonly commit: string; readonly row: RowThen }> {
  const { commit, rows } = await rowsThen(versions, ref, options);
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new InvalidArgumentError(`there was no collection "${name}" at ${ref}`);
  return { commit, row };
}

function rowThen({ id, name, embeddingModel, metadata }: CollectionRow): RowThen {
  return { id, name, model: embeddingModel, metadata: metadataOf(metadata) };
}

/** As the repository keeps it. */
function metadataOf(json: string | null): Metadata | null {
  return json === null ? null : (decodeJson(json) as Metadata);
}

/** Records as of a commit, by their ids. */
export async function* recordsThen(
  versions: SyncManager,
  commit: string,
  selection: { readonly collection: string; readonly ids?: readonly string[] },
  options: CallOptions,
): AsyncGenerator<PlainRecord & { readonly uri: string | null; readonly dimension: number }> {
  for await (const rows of versions.repository.readDocuments(commit, selection, options))
    for (const { id, document, metadata, uri, embedding } of rows)
      yield { id, document, metadata: metadataOf(metadata), uri, dimension: embedding.length };
}
