import type { TestPython } from "./test-python.fixture.js";

/** Faults inside Python functions, named `module:Class.function`. */
export class PythonFaults {
  readonly #python: TestPython;

  constructor(python: TestPython) {
    this.#python = python;
  }

  fail(target: string, exception: string, message: string): Promise<void> {
    return this.#call("fail", target, exception, message);
  }

  hang(target: string, seconds: number): Promise<void> {
    return this.#call("hang", target, seconds);
  }

  restore(): Promise<void> {
    return this.#call("restore");
  }

  async #call(name: string, ...args: unknown[]): Promise<void> {
    const result = await this.#python.execute({ module: "chroma_faults", name, args });
    if (!result.ok) throw new Error(result.error.traceback ?? result.error.message);
  }
}
