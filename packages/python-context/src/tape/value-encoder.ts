import type { NativeView } from "@stemma/native";
import { handleBrand, isHandle } from "../handles/handle-brand.js";
import { elementKind, elementKindOf } from "./element-kind.js";
import type { CallableFromPython, FunctionTable } from "./function-table.js";
import { NdArray } from "./nd-array.js";
import { NumpyArgument } from "./numpy-argument.js";
import { isBytes } from "./python-bytes.js";
import { maxDepth, tag } from "./tag.js";
import type { TapeWriter } from "./tape-writer.js";

/** What Python's `datetime` reaches from and to. */
const firstDate = Date.parse("0001-01-01T00:00:00Z");
const lastDate = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Where a record's own views and functions begin in the tables that all records share. */
export interface FirstIndices {
  readonly view: number;
  readonly function: number;
}

/**
 * JavaScript values → tape. `null` and `undefined` become `None`, integers `int`, other numbers `float`, `BigInt`
 * `int`, `Map` and plain objects `dict`, `Set` `set`, `Date` an aware `datetime`, typed arrays and `ArrayBuffer`s
 * a `memoryview` of the same memory, {@link asBytes} `bytes`, {@link asNumpy} a `numpy.ndarray`, functions callables,
 * handles the objects they stand for.
 */
export class ValueEncoder {
  readonly #tape: TapeWriter;
  readonly #functions: FunctionTable;
  #views: NativeView[] = [];

  constructor(tape: TapeWriter, functions: FunctionTable) {
    this.#tape = tape;
    this.#functions = functions;
  }

  /** Memories that the tape refers to, in order. */
  get views(): readonly NativeView[] {
    return this.#views;
  }

  /** Forgets the views from `count` on. */
  truncateViews(count: number): void {
    if (count === 0) this.#views = [];
    else this.#views.length = count;
  }

  /**
   * @param first - The record's first view and function: indices on the tape are relative to them.
   * @throws {@link TypeError} for values that have no Python form. The tape then ends in the middle of a value.
   */
  encode(value: unknown, first: FirstIndices, depth = 0): void {
    switch (typeof value) {
      case "string":
        this.#tape.text(value);
        return;
      case "number":
        this.#tape.number(value);
        return;
      case "boolean":
        this.#tape.byte(value ? tag.true : tag.false);
        return;
      case "undefined":
        this.#tape.byte(tag.none);
        return;
      case "bigint":
        this.#tape.bigInteger(value);
        return;
      case "object":
        if (value === null) this.#tape.byte(tag.none);
        else this.#object(value, first, depth);
        return;
      case "function":
        this.#tape.byte(tag.function);
        this.#tape.uint32(this.#functions.add(value as CallableFromPython) - first.function);
        return;
      case "symbol":
        throw new TypeError(`a ${typeof value} has no Python form`);
    }
  }

  #object(value: object, first: FirstIndices, depth: number): void {
    if (depth > maxDepth) {
      throw new TypeError(`the value is nested deeper than ${maxDepth} levels, or refers to itself`);
    }
    if (Array.isArray(value)) {
      this.#list(tag.list, value, first, depth);
      return;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) this.#dict(value, first, depth);
    else this.#special(value, first, depth);
  }

  #special(value: object, first: FirstIndices, depth: number): void {
    if (ArrayBuffer.isView(value)) {
      if (isBytes(value)) this.#tape.byteString(value);
      else this.#buffer(value, undefined, first);
      return;
    }
    if (isHandle(value)) {
      const number = value[handleBrand]();
      this.#tape.byte(tag.handle);
      this.#tape.float64(number);
      return;
    }
    if (NdArray.isInstance(value)) {
      this.#buffer(value.data, value.shape, first);
      return;
    }
    if (NumpyArgument.isInstance(value)) {
      this.#tape.byte(tag.numpyArray);
      this.#buffer(value.data, value.shape, first);
      return;
    }
    switch (Object.prototype.toString.call(value)) {
      case "[object Map]":
        this.#map(value as Map<unknown, unknown>, first, depth);
        return;
      case "[object Set]":
        this.#list(tag.set, [...(value as Set<unknown>)], first, depth);
        return;
      case "[object Date]":
        this.#date(value as Date);
        return;
      case "[object ArrayBuffer]":
      case "[object SharedArrayBuffer]":
        this.#buffer(new Uint8Array(value as ArrayBuffer), undefined, first);
        return;
      case "[object Object]":
        this.#dict(value, first, depth);
        return;
      default:
        throw new TypeError(`a ${value.constructor.name} has no Python form`);
    }
  }

  #list(kind: number, values: readonly unknown[], first: FirstIndices, depth: number): void {
    this.#tape.byte(kind);
    this.#tape.uint32(values.length);
    for (let index = 0; index < values.length; index++) this.encode(values[index], first, depth + 1);
  }

  #dict(value: object, first: FirstIndices, depth: number): void {
    const keys = Object.keys(value);
    this.#tape.byte(tag.dict);
    this.#tape.uint32(keys.length);
    for (const key of keys) {
      this.#tape.text(key);
      this.encode((value as Record<string, unknown>)[key], first, depth + 1);
    }
  }

  #map(map: ReadonlyMap<unknown, unknown>, first: FirstIndices, depth: number): void {
    this.#tape.byte(tag.map);
    this.#tape.uint32(map.size);
    for (const [key, value] of map) {
      this.encode(key, first, depth + 1);
      this.encode(value, first, depth + 1);
    }
  }

  #date(date: Date): void {
    const milliseconds = date.getTime();
    if (Number.isNaN(milliseconds)) throw new TypeError("an invalid Date has no Python form");
    if (milliseconds < firstDate || milliseconds > lastDate) {
      throw new TypeError("a Date before the year 1 or after 9999 has no Python form; pass its milliseconds");
    }
    this.#tape.byte(tag.date);
    this.#tape.float64(milliseconds);
  }

  #buffer(view: ArrayBufferView, shape: readonly number[] | undefined, first: FirstIndices): void {
    if ((view.buffer as { resizable?: boolean; growable?: boolean }).resizable === true) {
      throw new TypeError(
        "a resizable ArrayBuffer can't be shared with Python: its memory may move; pass a copy",
      );
    }
    const kind = elementKindOf(view);
    // Node-API does not know every type of typed array; bytes it knows.
    const isKnown = kind !== undefined && kind !== elementKind.float16;
    const memory = isKnown
      ? (view as NativeView)
      : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    this.#tape.byte(tag.buffer);
    this.#tape.uint32(this.#views.length - first.view);
    this.#tape.byte(kind ?? elementKind.uint8);
    const dimensions = shape ?? [kind === undefined ? view.byteLength : (view as NativeView).length];
    this.#tape.byte(dimensions.length);
    for (const length of dimensions) this.#tape.uint32(length);
    this.#views.push(memory);
  }
}
