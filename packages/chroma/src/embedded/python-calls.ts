import type { AttemptOptions } from "../service/chroma-backend.js";
import { askPython, type PythonFunction, type PythonLink } from "./call-python.js";

/** Calls of one client: its id is the first argument of each. Python does them in the order in which they are made here. */
export class PythonCalls {
  readonly #python: PythonLink["python"];
  readonly #clientId: string;
  #made = 0;
  #sendWaiting = (): void => undefined;

  constructor(python: PythonLink["python"], clientId: string) {
    this.#python = python;
    this.#clientId = clientId;
  }

  /** How many calls have been made. */
  get made(): number {
    return this.#made;
  }

  /** What may change something: reads that are held back are sent before it. */
  ask<T>(name: PythonFunction, args: readonly unknown[], options: AttemptOptions): Promise<T> {
    this.#sendWaiting();
    return this.read(name, args, options);
  }

  /** What changes nothing, and may pass reads that are held back. */
  read<T>(name: PythonFunction, args: readonly unknown[], options: AttemptOptions): Promise<T> {
    this.#made += 1;
    return askPython<T>(this.#python, name, [this.#clientId, ...args], options);
  }

  /** Who holds reads back says how they are sent. */
  beforeChanges(sendWaiting: () => void): void {
    this.#sendWaiting = sendWaiting;
  }

  /** Sends the reads that are held back: the client is about to be closed. */
  sendWaiting(): void {
    this.#sendWaiting();
  }
}
