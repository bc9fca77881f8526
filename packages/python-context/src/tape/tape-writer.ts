import { tag } from "./tag.js";

const initialSize = 64 << 10;
/** Up to this length a loop over the characters beats the call into the runtime's encoder. */
const shortText = 48;

/** Numbers and text in the layout of `native/src/core/tape.h`, appended to one growing buffer that is used again and again. */
export class TapeWriter {
  #buffer = Buffer.allocUnsafeSlow(initialSize);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The buffer; only its first `length` bytes are meant, and only until the next write. */
  get bytes(): Uint8Array {
    return this.#buffer;
  }

  truncate(length: number): void {
    this.#length = length;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  uint32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  float64(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** Room for a number that is known later; the result is what `patchUint32` takes. */
  reserveUint32(): number {
    this.uint32(0);
    return this.#length - 4;
  }

  patchUint32(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  /** An integer of at most 53 bits, or any other number as a float; -0 is a float. */
  number(value: number): void {
    this.#reserve(9);
    if ((value | 0) === value && !Object.is(value, -0)) {
      this.#buffer[this.#length] = tag.int32;
      this.#view.setInt32(this.#length + 1, value, true);
      this.#length += 5;
      return;
    }
    if (Number.isSafeInteger(value) && value !== 0) {
      this.#buffer[this.#length] = tag.int64;
      this.#view.setInt32(this.#length + 1, value | 0, true);
      this.#view.setInt32(this.#length + 5, Math.floor(value / 4_294_967_296), true);
    } else {
      this.#buffer[this.#length] = tag.float64;
      this.#view.setFloat64(this.#length + 1, value, true);
    }
    this.#length += 9;
  }

  bigInteger(value: bigint): void {
    this.#chars(tag.bigInteger, value.toString(16), "latin1", 1);
  }

  /** A copy, as Python's `bytes`. */
  byteString(value: Uint8Array): void {
    this.#reserve(5 + value.length);
    this.#buffer[this.#length] = tag.bytes;
    this.#view.setUint32(this.#length + 1, value.length, true);
    this.#buffer.set(value, this.#length + 5);
    this.#length += 5 + value.length;
  }

  text(value: string): void {
    if (value.length <= shortText && this.#shortAscii(value)) return;
    if (value.isWellFormed()) this.#chars(tag.text, value, "utf8", 3);
    else this.#chars(tag.wideText, value, "utf16le", 2);
  }

  #shortAscii(value: string): boolean {
    const { length } = value;
    this.#reserve(5 + length);
    const buffer = this.#buffer;
    const start = this.#length + 5;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code > 127) return false;
      buffer[start + index] = code;
    }
    buffer[this.#length] = tag.text;
    this.#view.setUint32(this.#length + 1, length, true);
    this.#length = start + length;
    return true;
  }

  #chars(kind: number, value: string, encoding: "utf8" | "utf16le" | "latin1", bytesPerUnit: number): void {
    this.#reserve(5 + value.length * bytesPerUnit);
    this.#buffer[this.#length] = kind;
    const written = this.#buffer.write(value, this.#length + 5, encoding);
    this.#view.setUint32(this.#length + 1, written, true);
    this.#length += 5 + written;
  }

  #reserve(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
    this.#view = new DataView(grown.buffer);
  }

  /** Gives the memory of an unusually large tape back. Call when the tape is empty. */
  shrink(): void {
    if (this.#buffer.length <= initialSize * 16) return;
    this.#buffer = Buffer.allocUnsafeSlow(initialSize);
    this.#view = new DataView(this.#buffer.buffer);
  }
}
