import type { TextWriter } from "./text-writer.js";

/** An answer as it comes. What was shown of one that failed half-way stays, and the next one begins on a line of its own. */
export class AnswerStream {
  readonly #output: TextWriter;
  #shown = "";

  constructor(output: TextWriter) {
    this.#output = output;
  }

  /** @param soFar - the whole of it up to now. */
  show(soFar: string): void {
    if (!soFar.startsWith(this.#shown)) {
      this.#output.write("\n");
      this.#shown = "";
    }
    this.#output.write(soFar.slice(this.#shown.length));
    this.#shown = soFar;
  }

  /** Shows what was not shown of `text`, and ends its last line; nothing of an answer that there is none of. */
  end(text: string): void {
    if (text !== this.#shown.trim()) this.show(text);
    if (this.#shown !== "" && !this.#shown.endsWith("\n")) this.#output.write("\n");
  }
}
