import type { ChromaCollection, CollectionConfiguration, Metadata } from "@stemma/pipeline/collections";

/** A collection, and how much it holds. */
export interface ListedCollection {
  readonly name: string;
  readonly records: number;
  /** How vectors are compared; `null` where Chroma does not say. */
  readonly space: NonNullable<CollectionConfiguration["hnsw"]>["space"] | null;
  /** The model that its vectors are of; `null` where they are others. */
  readonly embeddingModel: ChromaCollection["embeddingModel"];
  readonly metadata: Metadata | null;
}

/** A collection that was made. */
export type MadeCollection = Pick<ChromaCollection, "name" | "id" | "embeddingModel" | "metadata">;

/** What became of lines that were given. */
export interface AddedRecords {
  readonly added: number;
  readonly badLines: readonly BadLine[];
}

/** A line that is no record. */
export interface BadLine {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

/** A record as the command prints it; with its vector where that was asked for. */
export interface PrintedRecord {
  readonly id: string;
  readonly document: string | null;
  readonly metadata: Metadata | null;
  readonly embedding?: readonly number[];
}

/** A record that is near to what was asked for. */
export interface FoundRecord {
  readonly id: string;
  readonly distance: number | null;
  readonly document: string | null;
  readonly metadata: Metadata | null;
}

/** A collection that was written into a file. */
export interface ExportedCollection {
  readonly collection: string;
  readonly file: string;
  readonly records: number;
}
