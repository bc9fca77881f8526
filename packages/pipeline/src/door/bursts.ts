/** What holds something that others may want. */
export interface Closeable {
  readonly close: () => Promise<void>;
}

/** How {@link Bursts} open and let go. */
export interface BurstsOptions<Resource extends Closeable> {
  readonly open: () => Promise<Resource>;
  /** Milliseconds without a question until what others may want is released; `Infinity`: not before {@link Bursts.close}. Default 1,000. */
  readonly idleMs?: number | undefined;
  /** How it is kept open without what others may want. Default: it is closed. */
  readonly rest?: RestOptions<Resource> | undefined;
}

/** What becomes of a resource between two bursts. */
export interface RestOptions<Resource> {
  /** Lets go of what others may want. */
  readonly letGo: (resource: Resource) => Promise<void>;
  /** Whether it still is what opening would give. */
  readonly isCurrent: (resource: Resource) => Promise<boolean>;
  /** Milliseconds of rest until it is closed. Default: five minutes. */
  readonly mostMs?: number | undefined;
}

const IDLE_MS = 1_000;
const REST_MS = 300_000;

/**
 * A tree's project, or another place, open as long as questions come: the stores that a question needs stay open for the next one, and a second
 * after the last one nothing is held that another process may want. What nobody else wants may stay open longer, as long as it is what the
 * place holds.
 */
export class Bursts<Resource extends Closeable> {
  readonly #open: () => Promise<Resource>;
  readonly #idleMs: number;
  readonly #rest: RestOptions<Resource> | undefined;
  #resource: Promise<Resource> | undefined;
  /** Whether what rests may be used again; only while it does. */
  #resting: Promise<boolean> | undefined;
  #waking: Promise<void> | undefined;
  #closing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #users = 0;

  constructor({ open, idleMs = IDLE_MS, rest }: BurstsOptions<Resource>) {
    this.#open = open;
    this.#idleMs = idleMs;
    this.#rest = rest;
  }

  /** Opens the place where it is not, and keeps it open until `use` has settled. */
  async run<T>(use: (resource: Resource) => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.#users++;
    try {
      return await use(await this.#opened());
    } finally {
      if (--this.#users === 0 && Number.isFinite(this.#idleMs))
        this.#timer = setTimeout(() => this.#becomeIdle(), this.#idleMs).unref();
    }
  }

  /** Releases what is open; the next question opens it again. Never rejects. */
  close(): Promise<void> {
    clearTimeout(this.#timer);
    const resource = this.#resource;
    const resting = this.#resting;
    this.#resource = this.#resting = undefined;
    if (resource !== undefined) {
      const close = async (): Promise<void> => {
        await resting;
        await (await resource).close();
      };
      this.#closing = this.#closing.then(close).catch(() => undefined);
    }
    return this.#closing;
  }

  #becomeIdle(): void {
    const [rest, resource] = [this.#rest, this.#resource];
    if (rest === undefined || resource === undefined) {
      void this.close();
      return;
    }
    this.#resting = resource.then(rest.letGo).then(
      () => true,
      () => false,
    );
    this.#timer = setTimeout(() => void this.close(), rest.mostMs ?? REST_MS).unref();
  }

  async #opened(): Promise<Resource> {
    await this.#wake();
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

  /** What rested is used again only where it is as if it were opened now; all who come meanwhile wait for the same answer. */
  #wake(): Promise<void> {
    const [resting, resource, rest] = [this.#resting, this.#resource, this.#rest];
    if (resting === undefined || resource === undefined || rest === undefined) return Promise.resolve();
    const check = async (): Promise<void> => {
      const isCurrent = (await resting) && (await rest.isCurrent(await resource).catch(() => false));
      // It may have been closed meanwhile.
      if (this.#resting !== resting) return;
      if (isCurrent) this.#resting = undefined;
      else void this.close();
    };
    this.#waking ??= check().finally(() => {
      this.#waking = undefined;
    });
    return this.#waking;
  }
}
