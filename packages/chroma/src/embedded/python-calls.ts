import type { AttemptOptions } from "../service/chroma-backend.js";
import { askPython, type PythonFunction, type PythonLink } from "./call-python.js";

/** Calls of one client: its id is the first argument of each. */
export class PythonCalls {
  readonly #python: PythonLink["python"];
  readonly #clientId: string;

  constructor(python: PythonLink["python"], clientId: string) {
    this.#python = python;
    this.#clientId = clientId;
  }

  ask<T>(name: PythonFunction, args: readonly unknown[], options: AttemptOptions): Promise<T> {
    return askPython<T>(this.#python, name, [this.#clientId, ...args], options);
  }
}
