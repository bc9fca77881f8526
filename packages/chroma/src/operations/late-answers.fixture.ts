import type { TestPython } from "../test-python.fixture.js";

/** Python functions that do their work and answer too late. */
export class LateAnswers {
  readonly #python: TestPython;

  constructor(python: TestPython) {
    this.#python = python;
  }

  /** The next call of `module.function` is carried out and answered `seconds` later. */
  once(name: string, seconds: number): Promise<void> {
    const dot = name.lastIndexOf(".");
    return this.#call("answer_late_once", name.slice(0, dot), name.slice(dot + 1), seconds);
  }

  /** How many late answers have not been given yet. */
  pending(): Promise<number> {
    return this.#call("pending");
  }

  restore(): Promise<void> {
    return this.#call("restore");
  }

  async #call<T>(name: string, ...args: unknown[]): Promise<T> {
    const result = await this.#python.execute<T>({ module: "late_answers", name, args });
    if (!result.ok) throw new Error(result.error.traceback ?? result.error.message);
    return result.value;
  }
}
