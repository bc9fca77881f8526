/** What holds something that others may want. */
export interface Closeable {
  readonly close: () => Promise<void>;
}

/** How {@link Bursts} open and let go. */
export interface BurstsOptions<Resource extends Closeable> {
  readonly open: () => Promise<Resource>;
  /** Milliseconds without a question until everything is released; `Infinity`: not before {@link Bursts.close}. Default 1,000. */
  readonly idleMs?: number | undefined;
}

/**
 * A tree's project, or another place, open as long as questions come: the stores that a question needs stay open for the next one, and a second
 * after the last one nothing is held that another process may want.
 */
export class Bursts<Resource extends Closeable> {
  readonly #open: () => Promise<Resource>;
  readonly #idleMs: number;
  #resource: Promise<Resource> | undefined;
  #closing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #users = 0;

  constructor({ open, idleMs = 1_000 }: BurstsOptions<Resource>) {
    this.#open = open;
    this.#idleMs = idleMs;
  }

  /** Opens the place where it is not, and keeps it open until `use` has settled. */
  async run<T>(use: (resource: Resource) => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.#users++;
    try {
      return await use(await this.#opened());
    } finally {
      if (--this.#users === 0 && Number.isFinite(this.#idleMs))
        this.#timer = setTimeout(() => void this.close(), this.#idleMs).unref();
    }
  }

  /** Releases what is open; the next question opens it again. Never rejects. */
  close(): Promise<void> {
    clearTimeout(this.#timer);
    const resource = this.#resource;
    this.#resource = undefined;
    if (resource !== undefined) {
      const close = async (): Promise<void> => (await resource).close();
      this.#closing = this.#closing.then(close).catch(() => undefined);
    }
    return this.#closing;
  }

  async #opened(): Promise<Resource> {
    // One process opens a directory of Chroma once: not before it was let go.
    this.#resource ??= this.#closing.then(this.#open);
    const opening = this.#resource;
    try {
      return await opening;
    } catch (error) {
      if (this.#resource === opening) this.#resource = undefined;
      throw error;
    }
  }
}
