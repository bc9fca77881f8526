/**
 * Checks the metadata of an Arrow file (FlatBuffers) before it is decoded. The decoder follows offsets wherever they lead: one changed
 * byte makes a table its own child, and it goes round for ever. Here each table, text and list lies within the bytes, and no more of
 * them are visited than the bytes can hold, since none is held twice.
 *
 * The tables are those of Arrow's format (`File.fbs`, `Message.fbs`, `Schema.fbs`), by the numbers of their fields; those that are not named are not read.
 */

/** Why metadata can't be decoded. */
export class MetadataFault extends Error {}

type Field =
  | { readonly kind: "text" }
  | { readonly kind: "table"; readonly of: () => Table }
  | { readonly kind: "tables"; readonly of: () => Table }
  /** A list of values of `size` bytes. */
  | { readonly kind: "values"; readonly size: number }
  /** A table of the type that another field says. */
  | { readonly kind: "union"; readonly typeField: number; readonly of: (type: number) => Table | undefined };
type Table = ReadonlyMap<number, Field>;
/** The place of a field by its number. */
type PlaceOf = (number: number) => number | null;

/** Fields of Message and RecordBatch that are read here. */
const typeField = 1;
const bodyLengthField = 3;
const rowsField = 0;
const columnsField = 1;
/** A column's length and how many of its values are missing, 8 bytes each. */
const bytesOfColumn = 16;

const table = (fields: Readonly<Record<number, Field>>): Table =>
  new Map(Object.entries(fields).map(([number, field]) => [Number(number), field]));
const text: Field = { kind: "text" };
const plain = table({});

const keyValue = table({ 0: text, 1: text });
const keyValues: Field = { kind: "tables", of: () => keyValue };
/** Types by their number; those without texts, lists and tables are not named. */
const types: Readonly<Record<number, Table>> = {
  10: table({ 1: text }), // Timestamp: its time zone
  14: table({ 1: { kind: "values", size: 4 } }), // Union: its types' numbers
};
const dictionaryEncoding = table({ 1: { kind: "table", of: () => plain } });
const field: Table = table({
  0: text,
  3: { kind: "union", typeField: 2, of: (type) => types[type] ?? plain },
  4: { kind: "table", of: () => dictionaryEncoding },
  5: { kind: "tables", of: () => field },
  6: keyValues,
});
const schema = table({ 1: { kind: "tables", of: () => field }, 2: keyValues });
const recordBatch = table({
  1: { kind: "values", size: 16 },
  2: { kind: "values", size: 16 },
  3: { kind: "table", of: () => plain },
});
const dictionaryBatch = table({ 1: { kind: "table", of: () => recordBatch } });
const dictionaryBatchType = 2;
const recordBatchType = 3;
const headers: Readonly<Record<number, Table>> = {
  1: schema,
  [dictionaryBatchType]: dictionaryBatch,
  [recordBatchType]: recordBatch,
};
const message = table({
  2: { kind: "union", typeField, of: (type) => headers[type] },
  4: keyValues,
});

const footer = table({
  1: { kind: "table", of: () => schema },
  2: { kind: "values", size: 24 },
  3: { kind: "values", size: 24 },
  4: keyValues,
});
/** Dictionaries and batches of a footer; a block begins with its offset. */
const blockFields = [
  { number: 2, type: dictionaryBatchType },
  { number: 3, type: recordBatchType },
];
const bytesOfBlock = 24;

/** Fields within fields, dictionaries within them. Real ones have a few. */
const maxDepth = 64;
/** No table takes less. */
const bytesOfTable = 4;

/** Where a message lies in the file, and which it must be: a reader asks for batches until it got as many as there are blocks. */
export interface Block {
  readonly offset: number;
  readonly type: number;
}

/**
 * The messages that a file's footer names.
 *
 * @throws {@link MetadataFault}
 */
export function verifyFooter(bytes: Uint8Array): Block[] {
  return new Visit(bytes).footer();
}

/**
 * The length in bytes of the body behind a message's metadata.
 *
 * @throws {@link MetadataFault}
 */
export function verifyMessage(bytes: Uint8Array, type: number): number {
  return new Visit(bytes).message(type);
}

class Visit {
  readonly #view: DataView;
  #left: number;
  #bodyLength = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#left = bytes.byteLength / bytesOfTable;
  }

  footer(): Block[] {
    const place = this.#offsetAt(0);
    this.#table(place, footer, 0);
    const placeOf = this.#layout(place);
    return blockFields.flatMap(({ number, type }) => {
      const at = placeOf(number);
      if (at === null) return [];
      const { first, count } = this.#values(this.#offsetAt(at), bytesOfBlock);
      return Array.from({ length: count }, (_, index) => ({
        offset: this.#length(first + index * bytesOfBlock),
        type,
      }));
    });
  }

  message(type: number): number {
    const place = this.#offsetAt(0);
    const placeOf = this.#layout(place);
    const typeAt = placeOf(typeField);
    if (typeAt === null || this.#view.getUint8(typeAt) !== type)
      throw new MetadataFault("a message is of another type than its place says");
    const at = placeOf(bodyLengthField);
    if (at !== null) this.#bodyLength = this.#length(at);
    this.#table(place, message, 0);
    return this.#bodyLength;
  }

  /** The place that the four bytes at `place` point to. */
  #offsetAt(place: number): number {
    this.#require(place, 4);
    return place + this.#view.getUint32(place, true);
  }

  #table(place: number, fields: Table, depth: number): void {
    this.#left -= 1;
    if (this.#left < 0 || depth > maxDepth) throw new MetadataFault("its parts hold each other");
    const placeOf = this.#layout(place);
    for (const [number, what] of fields) {
      const at = placeOf(number);
      if (at !== null) this.#field(at, what, placeOf, depth);
    }
    if (fields === recordBatch) this.#lengths(placeOf);
  }

  /** No batch has more rows, and no column more values, than its body has bits: else whoever reads them would go on for hours. */
  #lengths(placeOf: PlaceOf): void {
    const rowsAt = placeOf(rowsField);
    const columnsAt = placeOf(columnsField);
    const lengths = rowsAt === null ? [] : [this.#length(rowsAt)];
    if (columnsAt !== null) {
      const { first, count } = this.#values(this.#offsetAt(columnsAt), bytesOfColumn);
      for (let index = 0; index < count; index += 1)
        lengths.push(this.#length(first + index * bytesOfColumn));
    }
    if (lengths.some((length) => length > 8 * this.#bodyLength))
      throw new MetadataFault("it has more rows than bytes");
  }

  /** Where each field of the table lies, or `null` where it has none. */
  #layout(place: number): PlaceOf {
    this.#require(place, 4);
    const layout = place - this.#view.getInt32(place, true);
    this.#require(layout, 4);
    const layoutSize = this.#view.getUint16(layout, true);
    const size = this.#view.getUint16(layout + 2, true);
    this.#require(layout, layoutSize);
    this.#require(place, size);
    return (number) => {
      const entry = 4 + 2 * number;
      const offset = entry + 2 <= layoutSize ? this.#view.getUint16(layout + entry, true) : 0;
      if (offset > 0 && offset >= size) throw new MetadataFault("a field lies outside of its table");
      return offset === 0 ? null : place + offset;
    };
  }

  #field(at: number, what: Field, placeOf: PlaceOf, depth: number): void {
    if (what.kind === "text") this.#values(this.#offsetAt(at), 1);
    else if (what.kind === "values") this.#values(this.#offsetAt(at), what.size);
    else if (what.kind === "table") this.#table(this.#offsetAt(at), what.of(), depth + 1);
    else if (what.kind === "tables") {
      const { first, count } = this.#values(this.#offsetAt(at), 4);
      for (let index = 0; index < count; index += 1)
        this.#table(this.#offsetAt(first + 4 * index), what.of(), depth + 1);
    } else {
      const typeAt = placeOf(what.typeField);
      const of = typeAt === null ? undefined : what.of(this.#view.getUint8(typeAt));
      if (of !== undefined) this.#table(this.#offsetAt(at), of, depth + 1);
    }
  }

  /** A list: how many there are, then they themselves. */
  #values(place: number, size: number): { readonly first: number; readonly count: number } {
    this.#require(place, 4);
    const count = this.#view.getUint32(place, true);
    this.#require(place + 4, count * size);
    return { first: place + 4, count };
  }

  /** A length of 8 bytes. */
  #length(place: number): number {
    this.#require(place, 8);
    const length = this.#view.getBigInt64(place, true);
    if (length < 0n || length > BigInt(Number.MAX_SAFE_INTEGER)) throw new MetadataFault("a length can't be");
    return Number(length);
  }

  #require(place: number, size: number): void {
    if (place < 0 || place + size > this.#view.byteLength)
      throw new MetadataFault("a part lies outside of it");
  }
}
