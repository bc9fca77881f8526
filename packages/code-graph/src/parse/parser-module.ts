import { readFile } from "node:fs/promises";
import { Language } from "web-tree-sitter";
import { ParserBrokenError } from "../errors/parser-broken-error.js";

/**
 * The WebAssembly module that all parsers of a thread share. Nesting without end runs over its stack, and whatever it did
 * until then stays half done, in its allocator, too: any call from then on may be wrong or never end. So there is none.
 */
class ParserModule {
  #isBroken = false;
  readonly #loading = new Set<Promise<unknown>>();
  readonly #languages = new Map<string, Promise<Language>>();

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

  /**
   * The grammar of a file. Read once a thread: the module keeps half a megabyte to two of each for as long as the thread runs, and has no way to give it back.
   *
   * @throws {@link ParserBrokenError} `PARSER_BROKEN`, and the errors of reading; the next call tries again.
   */
  language(file: string): Promise<Language> {
    const known = this.#languages.get(file);
    if (known !== undefined) return known;
    const loading = this.#load(file);
    this.#languages.set(file, loading);
    loading.catch(() => this.#languages.delete(file));
    return loading;
  }

  /** Goes into the module bit by bit; until that is done nothing may run that might break it. */
  async #load(file: string): Promise<Language> {
    const bytes = await readFile(file);
    this.#check();
    const loading = Language.load(bytes);
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
