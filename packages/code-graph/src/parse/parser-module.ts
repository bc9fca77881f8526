import { ParserBrokenError } from "../errors/parser-broken-error.js";

/**
 * The WebAssembly module that all parsers of a thread share. Nesting without end runs over its stack, and whatever it did
 * until then stays half done, in its allocator, too: any call from then on may be wrong or never end. So there is none.
 */
class ParserModule {
  #isBroken = false;
  readonly #loading = new Set<Promise<unknown>>();

  get isBroken(): boolean {
    return this.#isBroken;
  }

  /**
   * A call into the module; what it throws breaks it.
   *
   * @throws {@link ParserBrokenError} `PARSER_BROKEN`, also when an earlier call broke it.
   */
  attempt<T>(work: () => T): T {
    this.#check();
    try {
      return work();
    } catch (error) {
      throw this.#break(error);
    }
  }

  /** Loads something into the module bit by bit; until that is done nothing may run that might break it. */
  async load<T>(work: () => Promise<T>): Promise<T> {
    this.#check();
    const loading = work();
    this.#loading.add(loading);
    try {
      return await loading;
    } catch (error) {
      throw isWasmFault(error) ? this.#break(error) : error;
    } finally {
      this.#loading.delete(loading);
    }
  }

  /** To wait for before a call that might break the module; `undefined` when nothing is being loaded. */
  underWay(): Promise<unknown> | undefined {
    return this.#loading.size === 0 ? undefined : Promise.allSettled(this.#loading);
  }

  #break(error: unknown): ParserBrokenError {
    this.#isBroken = true;
    return new ParserBrokenError(error);
  }

  #check(): void {
    if (this.#isBroken) throw new ParserBrokenError(null);
  }
}

/** Errors of WebAssembly come from a realm of their own under a test runner: only their name tells. */
function isWasmFault(error: unknown): boolean {
  return (error as { readonly name?: unknown } | null)?.name === "RuntimeError";
}

/** That of this thread. */
export const parserModule = new ParserModule();
