import type { StemmaProject } from "../project/stemma-project.js";

/** How a {@link ProjectBursts} opens and lets go. */
export interface ProjectBurstsOptions {
  readonly open: () => Promise<StemmaProject>;
  /** Milliseconds without a question until everything is released. Default 1,000. */
  readonly idleMs?: number | undefined;
}

/**
 * The tree's project, open as long as questions come: the stores that a question needs stay open for the next one, and a second
 * after the last one nothing is held that another process may want.
 */
export class ProjectBursts {
  readonly #open: () => Promise<StemmaProject>;
  readonly #idleMs: number;
  #project: Promise<StemmaProject> | undefined;
  #closing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #users = 0;

  constructor({ open, idleMs = 1_000 }: ProjectBurstsOptions) {
    this.#open = open;
    this.#idleMs = idleMs;
  }

  /** Opens the project where it is not, and keeps it open until `use` has settled. */
  async run<T>(use: (project: StemmaProject) => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    this.#users++;
    try {
      return await use(await this.#opened());
    } finally {
      if (--this.#users === 0) this.#timer = setTimeout(() => void this.close(), this.#idleMs).unref();
    }
  }

  /** Releases what is open; the next question opens it again. Never rejects. */
  close(): Promise<void> {
    clearTimeout(this.#timer);
    const project = this.#project;
    this.#project = undefined;
    if (project !== undefined) {
      const close = async (): Promise<void> => (await project).close();
      this.#closing = this.#closing.then(close).catch(() => undefined);
    }
    return this.#closing;
  }

  async #opened(): Promise<StemmaProject> {
    // One process opens a directory of Chroma once: not before it was let go.
    this.#project ??= this.#closing.then(this.#open);
    const opening = this.#project;
    try {
      return await opening;
    } catch (error) {
      if (this.#project === opening) this.#project = undefined;
      throw error;
    }
  }
}
