import { viewOfKind } from "./element-kind.js";
import { NdArray } from "./nd-array.js";
import { asBytes } from "./python-bytes.js";
import { tag } from "./tag.js";
import type { TapeReader } from "./tape-reader.js";

/** What a Set or a Map can hold. */
const maxKeys = 2 ** 24;

/** Turns handles into objects of the context that made the call. */
export interface HandleMaker {
  makeRef(number: number, type: string): unknown;
  makeIterator(number: number, isAsync: boolean): unknown;
}

/** What a message refers to: the memories of its wake-up from `first` on, and who makes its handles. */
export interface DecodeTables {
  readonly buffers: readonly ArrayBuffer[];
  readonly first: number;
  readonly handles: HandleMaker;
}

/**
 * Tape → JavaScript values. `int` becomes a number when that is exact and a `BigInt` otherwise, `bytes` a `Uint8Array`,
 * a dict with text keys an object and any other dict a `Map`, tuples arrays, sets `Set`s, buffers typed arrays over
 * Python's own memory (with more than one dimension: an {@link NdArray}).
 */
export class ValueDecoder {
  readonly #tape: TapeReader;

  constructor(tape: TapeReader) {
    this.#tape = tape;
  }

  decode(table: DecodeTables): unknown {
    const tape = this.#tape;
    const kind = tape.byte();
    switch (kind) {
      case tag.none:
        return null;
      case tag.true:
        return true;
      case tag.false:
        return false;
      case tag.int32:
        return tape.int32();
      case tag.int64:
        return tape.int64();
      case tag.float64:
        return tape.float64();
      case tag.bigInteger:
        return tape.bigInteger();
      case tag.text:
        return tape.text();
      case tag.wideText:
        return tape.wideText();
      case tag.bytes:
        return asBytes(tape.bytes());
      case tag.list:
        return this.#list(table);
      case tag.dict:
        return this.#dict(table);
      case tag.map:
        return this.#map(table);
      case tag.set:
        return this.#set(table);
      case tag.buffer:
        return this.#buffer(table);
      case tag.handle:
        return table.handles.makeRef(tape.float64(), this.decode(table) as string);
      case tag.iterator:
        return table.handles.makeIterator(tape.float64(), tape.byte() === 1);
      default:
        throw new Error(`unknown tag ${kind} on the tape`);
    }
  }

  #list(table: DecodeTables): unknown[] {
    const length = this.#tape.uint32();
    const list = new Array<unknown>(length);
    for (let index = 0; index < length; index++) list[index] = this.decode(table);
    return list;
  }

  #set(table: DecodeTables): Set<unknown> {
    const length = this.#countOfKeys();
    const set = new Set<unknown>();
    for (let index = 0; index < length; index++) set.add(this.decode(table));
    return set;
  }

  /** Refused before anything is built: a Set or Map fails only after seconds, an object gets slower by the key. */
  #countOfKeys(): number {
    const length = this.#tape.uint32();
    if (length > maxKeys) throw new RangeError(`it has ${length} keys, at most ${maxKeys} are possible`);
    return length;
  }

  #dict(table: DecodeTables): Record<string, unknown> {
    const length = this.#countOfKeys();
    const dict: Record<string, unknown> = {};
    for (let index = 0; index < length; index++) {
      const key = this.#tape.byte() === tag.text ? this.#tape.key() : this.#tape.wideText();
      const value = this.decode(table);
      // Assigned, this one key would set the prototype instead.
      if (key === "__proto__")
        Object.defineProperty(dict, key, { value, enumerable: true, writable: true, configurable: true });
      else dict[key] = value;
    }
    return dict;
  }

  #map(table: DecodeTables): Map<unknown, unknown> {
    const length = this.#countOfKeys();
    const map = new Map<unknown, unknown>();
    for (let index = 0; index < length; index++) {
      const key = this.decode(table);
      map.set(key, this.decode(table));
    }
    return map;
  }

  #buffer(table: DecodeTables): unknown {
    const index = this.#tape.uint32();
    const kind = this.#tape.byte();
    const dimensions = this.#tape.byte();
    const shape: number[] = [];
    for (let dimension = 0; dimension < dimensions; dimension++) shape.push(this.#tape.uint32());
    const memory = table.buffers[table.first + index];
    if (memory === undefined) throw new Error("a buffer on the tape is not in the side table");
    const view = viewOfKind(kind, memory);
    return dimensions === 1 ? view : new NdArray(view, shape);
  }
}
