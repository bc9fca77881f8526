const keySlots = 4096;
/** Up to this length a loop over the bytes beats the call into the runtime's decoder. */
const shortText = 24;

/** Numbers and text in the layout of `native/src/core/tape.h`, read one after the other. */
export class TapeReader {
  #bytes: Buffer = Buffer.alloc(0);
  #view = new DataView(new ArrayBuffer(0));
  #position = 0;
  /** Dict keys repeat from row to row: hash of the bytes → the string made last time. */
  readonly #keys: (string | undefined)[] = new Array<string | undefined>(keySlots);

  /** Starts on other bytes. */
  open(memory: ArrayBuffer): void {
    if (this.#bytes.buffer !== memory) {
      this.#bytes = Buffer.from(memory);
      this.#view = new DataView(memory);
    }
    this.#position = 0;
  }

  /** Lets go of the memory. */
  close(): void {
    this.#bytes = Buffer.alloc(0);
    this.#view = new DataView(new ArrayBuffer(0));
  }

  get position(): number {
    return this.#position;
  }

  set position(position: number) {
    this.#position = position;
  }

  byte(): number {
    return this.#view.getUint8(this.#position++);
  }

  int32(): number {
    const value = this.#view.getInt32(this.#position, true);
    this.#position += 4;
    return value;
  }

  uint32(): number {
    const value = this.#view.getUint32(this.#position, true);
    this.#position += 4;
    return value;
  }

  float64(): number {
    const value = this.#view.getFloat64(this.#position, true);
    this.#position += 8;
    return value;
  }

  /** A number when it is exact, else a `BigInt`. */
  int64(): number | bigint {
    const low = this.#view.getUint32(this.#position, true);
    const high = this.#view.getInt32(this.#position + 4, true);
    this.#position += 8;
    const value = high * 4_294_967_296 + low;
    return Number.isSafeInteger(value) ? value : this.#view.getBigInt64(this.#position - 8, true);
  }

  bigInteger(): bigint {
    const digits = this.#slice("latin1");
    return digits.startsWith("-") ? -BigInt(`0x${digits.slice(1)}`) : BigInt(`0x${digits}`);
  }

  text(): string {
    const length = this.#view.getUint32(this.#position, true);
    if (length > shortText) return this.#slice("utf8");
    const start = this.#position + 4;
    let text = "";
    for (let at = start; at < start + length; at++) {
      const code = this.#bytes[at] as number;
      if (code > 127) return this.#slice("utf8");
      text += String.fromCharCode(code);
    }
    this.#position = start + length;
    return text;
  }

  wideText(): string {
    return this.#slice("utf16le");
  }

  /** A text that was probably read before. */
  key(): string {
    const length = this.#view.getUint32(this.#position, true);
    const start = this.#position + 4;
    const end = start + length;
    const bytes = this.#bytes;
    let hash = length;
    for (let at = start; at < end; at++) hash = (hash * 31 + (bytes[at] as number)) | 0;
    const slot = hash & (keySlots - 1);
    const known = this.#keys[slot];
    if (known?.length === length && this.#holds(known, start)) {
      this.#position = end;
      return known;
    }
    const key = this.#slice("utf8");
    // Only for ASCII is the number of bytes the number of characters, which #holds relies on.
    if (key.length === length) this.#keys[slot] = key;
    return key;
  }

  #holds(text: string, start: number): boolean {
    for (let index = 0; index < text.length; index++) {
      if (text.charCodeAt(index) !== this.#bytes[start + index]) return false;
    }
    return true;
  }

  /** A copy: the tape's memory is used again. */
  bytes(): Uint8Array {
    const length = this.uint32();
    const copy = new Uint8Array(length);
    copy.set(this.#bytes.subarray(this.#position, this.#position + length));
    this.#position += length;
    return copy;
  }

  #slice(encoding: "utf8" | "utf16le" | "latin1"): string {
    const length = this.uint32();
    const end = this.#position + length;
    const text = this.#bytes.toString(encoding, this.#position, end);
    this.#position = end;
    return text;
  }
}
