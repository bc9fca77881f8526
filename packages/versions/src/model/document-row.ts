/** Which document. */
export interface DocumentKey {
  /** The id of its collection, not its name. */
  readonly collection: string;
  readonly id: string;
}

/** One Chroma record: text, metadata and vector are versioned together, so that nothing is ever embedded again. */
export interface DocumentRow extends DocumentKey {
  readonly document: string | null;
  readonly uri: string | null;
  /** Canonical JSON, with the difference of 1 and 1.0 kept; `null` when there is none. */
  readonly metadata: string | null;
  /** SHA-256 in hexadecimal over text, uri, metadata and embedding model. */
  readonly contentHash: string;
  readonly embeddingModel: string | null;
  readonly embedding: Float32Array;
  /** A merge took the text from one side while what it was written from changed on the other. */
  readonly isStale: boolean;
}

/** A text that is equal for equal keys and for no others. */
export function keyText(key: DocumentKey): string {
  return JSON.stringify([key.collection, key.id]);
}
