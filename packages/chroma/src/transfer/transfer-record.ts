import type { CollectionConfiguration } from "../api/collection-requests.js";
import type { Metadata } from "../model/metadata.js";
import type { BadRecordError } from "./errors/bad-record-error.js";

/** A record in a file. */
export interface TransferRecord {
  /** Where it stands in the file: the line or the row, from 1. */
  readonly line: number;
  readonly id: string;
  readonly embedding: Float32Array | null;
  readonly document: string | null;
  readonly metadata: Metadata | null;
  readonly uri: string | null;
}

/** What a file says of the collection as a whole, so that the import can make an equal one. */
export interface CollectionHeader {
  readonly name: string;
  /** With the keys that this package keeps there, such as the embedding model. */
  readonly metadata: Metadata | null;
  readonly configuration: Pick<CollectionConfiguration, "hnsw">;
}

/** The content of a file, read as it is needed. */
export interface TransferSource {
  /** `null` in files of other origin, which need not have one. */
  readonly header: CollectionHeader | null;
  /** Records in the file's order; a line that is none comes as the reason why. */
  readonly records: AsyncIterable<TransferRecord | BadRecordError>;
  close(): Promise<void>;
}
