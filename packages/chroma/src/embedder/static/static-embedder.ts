import { ClosedError, Deadline } from "@stemma/core";
import type { Embedder, EmbedOptions } from "../embedder.js";
import { sharedStaticModel } from "./shared-static-model.js";
import { readStaticModel, type StaticModel } from "./static-model.js";

/** Pieces of a text that count; a function's first screen or two. */
const mostPieces = 512;
/** Texts between two looks at the deadline, some 20 ms. */
const textsPerTurn = 512;

export interface StaticEmbedderOptions {
  /** Where the table lies. Default: the package `@stemma/model-static`. */
  readonly folder?: string | undefined;
}

/**
 * A table of word pieces in plain JavaScript: 256 numbers a text, length 1, for cosine; the sum of its pieces' rows, each by the
 * logarithm of how often it occurs. Needs no Python, loads in milliseconds and makes tens of thousands of vectors a second; it
 * knows words, not their order, and was made for questions about code.
 *
 * @example
 * ```ts
 * const embedder = new StaticEmbedder();
 * const vectors = await embedder.embedFlat(["How do I close a file?"]); // Float32Array(256)
 * ```
 */
export class StaticEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  readonly defaultSpace = "cosine";
  readonly #model: StaticModel;
  #isClosed = false;

  /** @throws {@link ModelMissingError} `MODEL_MISSING` */
  constructor({ folder }: StaticEmbedderOptions = {}) {
    this.#model = folder === undefined ? sharedStaticModel() : readStaticModel(folder);
    this.modelId = this.#model.modelId;
    this.dimension = this.#model.dimension;
  }

  /** Rejects with CANCELLED, TIMEOUT, CLOSED. */
  async embedFlat(texts: readonly string[], options: EmbedOptions = {}): Promise<Float32Array> {
    if (this.#isClosed) throw new ClosedError("The embedder");
    const deadline = new Deadline("EmbedTexts", options);
    const vectors = new Float32Array(texts.length * this.dimension);
    for (let start = 0; start < texts.length; start += textsPerTurn) {
      deadline.check();
      const end = Math.min(start + textsPerTurn, texts.length);
      for (let position = start; position < end; position++)
        vectors.set(this.embedNow(texts[position] ?? ""), position * this.dimension);
      options.onProgress?.(end, texts.length);
      if (end < texts.length) await new Promise(setImmediate);
    }
    return vectors;
  }

  /** One text's vector, at once: {@link dimension} numbers, all 0 for a text without words. */
  embedNow(text: string): Float32Array {
    const { tokenizer, rows, scales, dimension } = this.#model;
    const vector = new Float32Array(dimension);
    for (const [piece, count] of countsOf(tokenizer.encode(inWords(text), mostPieces))) {
      const weight = Math.log1p(count) * (scales[piece] ?? 0);
      const offset = piece * dimension;
      for (let i = 0; i < dimension; i++) vector[i] = (vector[i] ?? 0) + weight * (rows[offset + i] ?? 0);
    }
    let squares = 0;
    for (const value of vector) squares += value * value;
    if (squares > 0) {
      const length = Math.sqrt(squares);
      for (let i = 0; i < dimension; i++) vector[i] = (vector[i] ?? 0) / length;
    }
    return vector;
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }
}

/** `camelCase_names` as words. */
function inWords(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/gu, "$1 $2").replaceAll("_", " ");
}

function countsOf(pieces: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}
