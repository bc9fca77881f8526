import type { FileStamp } from "./file-stamp.js";

/** Stamps of many places as a file holds them: columns are read in a tenth of the time of rows. */
export interface StoredStamps {
  readonly paths: string;
  /** Size, mtime and ctime of each, as Float64, in Base64. */
  readonly times: string;
}

const FIELDS = 3;
const BYTES = Float64Array.BYTES_PER_ELEMENT;
/** No path holds it. */
const BETWEEN = "\0";

/** Stamps of many places. Fits nothing where none is known: what is there is looked at again. */
export class StampColumns {
  readonly paths: readonly string[];
  readonly #values: Float64Array;

  private constructor(paths: readonly string[], values: Float64Array) {
    this.paths = paths;
    this.#values = values;
  }

  static of(stamps: ReadonlyMap<string, FileStamp | null>): StampColumns {
    const columns = new StampColumns([...stamps.keys()], new Float64Array(stamps.size * FIELDS));
    for (const [index, stamp] of [...stamps.values()].entries()) columns.#set(index, stamp);
    return columns;
  }

  /** @throws {@link Error} for columns that do not fit each other */
  static fromStored({ paths, times }: StoredStamps): StampColumns {
    const names = paths === "" ? [] : paths.split(BETWEEN);
    // Bytes of a buffer of their own, since numbers begin at multiples of eight.
    const bytes = Uint8Array.from(Buffer.from(times, "base64"));
    if (bytes.length !== names.length * FIELDS * BYTES) throw new Error("the columns differ in length");
    return new StampColumns(names, new Float64Array(bytes.buffer));
  }

  toStored(): StoredStamps {
    const values = this.#values;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return { paths: this.paths.join(BETWEEN), times: Buffer.from(bytes).toString("base64") };
  }

  /** The same places, some with other stamps. */
  with(changes: ReadonlyMap<number, FileStamp | null>): StampColumns {
    const columns = new StampColumns(this.paths, this.#values.slice());
    for (const [index, stamp] of changes) columns.#set(index, stamp);
    return columns;
  }

  at(index: number): FileStamp {
    const at = index * FIELDS;
    const [values, absent] = [this.#values, -1];
    return {
      size: values[at] ?? absent,
      mtimeMs: values[at + 1] ?? absent,
      ctimeMs: values[at + 2] ?? absent,
    };
  }

  /** Asked for every file: no object is made. */
  isSame(index: number, { size, mtimeMs, ctimeMs }: FileStamp): boolean {
    const at = index * FIELDS;
    const values = this.#values;
    return values[at] === size && values[at + 1] === mtimeMs && values[at + 2] === ctimeMs;
  }

  #set(index: number, stamp: FileStamp | null): void {
    this.#values.set(
      stamp === null ? [0, -1, -1] : [stamp.size, stamp.mtimeMs, stamp.ctimeMs],
      index * FIELDS,
    );
  }
}
