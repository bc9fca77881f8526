import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ModelMissingError } from "../../errors/model-missing-error.js";
import { type CharacterRanges, CharacterTable } from "./character-table.js";
import { WordPiece } from "./word-piece.js";

/** Name of the package that holds the table; it is data alone. */
export const packageName = "@stemma/model-static";

/** What a static table consists of. */
export interface StaticModel {
  readonly modelId: string;
  readonly dimension: number;
  readonly tokenizer: WordPiece;
  /** A row for each entry of the vocabulary, {@link dimension} numbers long. */
  readonly rows: Int8Array;
  /** What a row's numbers are to be multiplied by. */
  readonly scales: Float32Array;
}

interface Description {
  readonly modelId: string;
  readonly dimension: number;
}

/** Reads the table from a folder; some 30 ms. @throws {@link ModelMissingError} `MODEL_MISSING` */
export function readStaticModel(folder: string): StaticModel {
  try {
    const description = JSON.parse(read(folder, "table.json").toString()) as Description;
    const vocabulary = read(folder, "vocabulary.txt").toString().trimEnd().split("\n");
    const characters = JSON.parse(read(folder, "characters.json").toString()) as CharacterRanges;
    const table = read(folder, "table.bin");
    const { modelId, dimension } = description;
    const numbers = vocabulary.length * dimension;
    if (table.byteLength !== numbers + vocabulary.length * Float32Array.BYTES_PER_ELEMENT)
      throw new Error(`table.bin has ${table.byteLength} bytes, which don't fit ${vocabulary.length} rows`);
    // A copy: a view of floats needs an offset that is a multiple of four.
    const scales = new Float32Array(new Uint8Array(table.subarray(numbers)).buffer);
    const rows = new Int8Array(table.buffer, table.byteOffset, numbers);
    const tokenizer = new WordPiece(vocabulary, new CharacterTable(characters));
    return { modelId, dimension, tokenizer, rows, scales };
  } catch (cause) {
    throw new ModelMissingError(
      `the table of ${packageName} in ${folder} can't be read: ${(cause as Error).message}`,
      {
        operationName: "OpenEmbedder",
        package: packageName,
        cause,
      },
    );
  }
}

function read(folder: string, name: string): Buffer {
  return readFileSync(join(folder, name));
}
