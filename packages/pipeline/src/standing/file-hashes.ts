/** Hashes by name as a file holds them. */
export interface StoredHashes {
  readonly names: string;
  /** One after the other; each has {@link LENGTH} characters. */
  readonly hashes: string;
}

const LENGTH = 64;
const BETWEEN = "\0";

/** SHA-256 of contents, by name. Taken apart only when one is asked for: most questions ask for none. */
export class FileHashes {
  #map: ReadonlyMap<string, string> | undefined;
  readonly #stored: StoredHashes | undefined;

  private constructor(map: ReadonlyMap<string, string> | undefined, stored: StoredHashes | undefined) {
    this.#map = map;
    this.#stored = stored;
  }

  static of(map: ReadonlyMap<string, string>): FileHashes {
    return new FileHashes(map, undefined);
  }

  static fromStored(stored: StoredHashes): FileHashes {
    return new FileHashes(undefined, stored);
  }

  toStored(): StoredHashes {
    if (this.#stored !== undefined) return this.#stored;
    const entries = [...this.toMap()].filter(([, hash]) => hash.length === LENGTH);
    return {
      names: entries.map(([name]) => name).join(BETWEEN),
      hashes: entries.map(([, hash]) => hash).join(""),
    };
  }

  get size(): number {
    return this.#map?.size ?? (this.#stored?.hashes.length ?? 0) / LENGTH;
  }

  get(name: string): string | undefined {
    return this.toMap().get(name);
  }

  toMap(): ReadonlyMap<string, string> {
    this.#map ??= new Map(this.#entries());
    return this.#map;
  }

  *#entries(): Generator<readonly [string, string]> {
    const { names = "", hashes = "" } = this.#stored ?? {};
    if (names === "") return;
    for (const [index, name] of names.split(BETWEEN).entries())
      yield [name, hashes.slice(index * LENGTH, (index + 1) * LENGTH)];
  }
}
