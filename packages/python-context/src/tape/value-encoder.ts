import type { NativeView } from "@stemma/native";
import { elementKindOf } from "./element-kind.js";
import { NdArray } from "./nd-array.js";
import { maxDepth, tag } from "./tag.js";
import type { TapeWriter } from "./tape-writer.js";

/**
 * JavaScript values → tape. `null` and `undefined` become `None`, integers `int`, other numbers `float`, `BigInt`
 * `int`, `Map` and plain objects `dict`, `Set` `set`, `Date` an aware `datetime`, typed arrays and `ArrayBuffer`s
 * objects with the buffer protocol over the same memory.
 */
export class ValueEncoder {
  readonly #tape: TapeWriter;
  #views: NativeView[] = [];

  constructor(tape: TapeWriter) {
    this.#tape = tape;
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
   * @param firstView - Index of the record's first view: indices on the tape are relative to it.
   * @throws TypeError for values that have no Python form. The tape then ends in the middle of a value.
   */
  encode(value: unknown, firstView: number, depth = 0): void {
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
        else this.#object(value, firstView, depth);
        return;
      case "function":
      case "symbol":
        throw new TypeError(`a ${typeof value} has no Python form`);
    }
  }

  #object(value: object, firstView: number, depth: number): void {
    if (depth > maxDepth) {
      throw new TypeError(`the value is nested deeper than ${maxDepth} levels, or refers to itself`);
    }
    if (Array.isArray(value)) {
      this.#list(tag.list, value, firstView, depth);
      return;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) this.#dict(value, firstView, depth);
    else this.#special(value, firstView, depth);
  }

  #special(value: object, firstView: number, depth: number): void {
    if (ArrayBuffer.isView(value)) {
      this.#buffer(value, undefined, firstView);
      return;
    }
    if (NdArray.isInstance(value)) {
      this.#buffer(value.data, value.shape, firstView);
      return;
    }
    switch (Object.prototype.toString.call(value)) {
      case "[object Map]":
        this.#map(value as Map<unknown, unknown>, firstView, depth);
        return;
      case "[object Set]":
        this.#list(tag.set, [...(value as Set<unknown>)], firstView, depth);
        return;
      case "[object Date]":
        this.#date(value as Date);
        return;
      case "[object ArrayBuffer]":
      case "[object SharedArrayBuffer]":
        this.#buffer(new Uint8Array(value as ArrayBuffer), undefined, firstView);
        return;
      case "[object Object]":
        this.#dict(value, firstView, depth);
        return;
      default:
        throw new TypeError(`a ${value.constructor.name} has no Python form`);
    }
  }

  #list(kind: number, values: readonly unknown[], firstView: number, depth: number): void {
    this.#tape.byte(kind);
    this.#tape.uint32(values.length);
    for (let index = 0; index < values.length; index++) this.encode(values[index], firstView, depth + 1);
  }

  #dict(value: object, firstView: number, depth: number): void {
    const keys = Object.keys(value);
    this.#tape.byte(tag.dict);
    this.#tape.uint32(keys.length);
    for (const key of keys) {
      this.#tape.text(key);
      this.encode((value as Record<string, unknown>)[key], firstView, depth + 1);
    }
  }

  #map(map: ReadonlyMap<unknown, unknown>, firstView: number, depth: number): void {
    this.#tape.byte(tag.map);
    this.#tape.uint32(map.size);
    for (const [key, value] of map) {
      this.encode(key, firstView, depth + 1);
      this.encode(value, firstView, depth + 1);
    }
  }

  #date(date: Date): void {
    const milliseconds = date.getTime();
    if (Number.isNaN(milliseconds)) throw new TypeError("an invalid Date has no Python form");
    this.#tape.byte(tag.date);
    this.#tape.float64(milliseconds);
  }

  #buffer(view: ArrayBufferView, shape: readonly number[] | undefined, firstView: number): void {
    if ((view.buffer as { resizable?: boolean; growable?: boolean }).resizable === true) {
      throw new TypeError(
        "a resizable ArrayBuffer can't be shared with Python: its memory may move; pass a copy",
      );
    }
    const kind = elementKindOf(view);
    const elements =
      kind === undefined
        ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
        : (view as NativeView);
    this.#tape.byte(tag.buffer);
    this.#tape.uint32(this.#views.length - firstView);
    this.#tape.byte(kind ?? 1);
    const dimensions = shape ?? [elements.length];
    this.#tape.byte(dimensions.length);
    for (const length of dimensions) this.#tape.uint32(length);
    this.#views.push(elements);
  }
}
