import type { NativeAttachment } from "@stemma/native";
import type { FunctionTable } from "../tape/function-table.js";
import { TapeWriter } from "../tape/tape-writer.js";
import { ValueEncoder } from "../tape/value-encoder.js";
import { messageOf } from "./undecodable.js";

/** Runs JavaScript functions for Python, and sends their values or failures back. */
export class Answering {
  readonly #attachment: NativeAttachment;
  readonly #functions: FunctionTable;
  readonly #tape = new TapeWriter();
  readonly #values: ValueEncoder;

  constructor(attachment: NativeAttachment, functions: FunctionTable) {
    this.#attachment = attachment;
    this.#functions = functions;
    this.#values = new ValueEncoder(this.#tape, functions);
  }

  /** Calls the function, awaits its promise if it returns one, and answers; never rejects. */
  async answer(invocationId: number, functionNumber: number, args: readonly unknown[]): Promise<void> {
    try {
      const callable = this.#functions.find(functionNumber);
      if (callable === undefined) throw new Error("the function is not known any more");
      const value: unknown = await callable(...(args as never[]));
      this.#send(invocationId, value);
    } catch (error) {
      this.refuse(invocationId, messageOf(error));
    }
  }

  /** Answers that there is no value. */
  refuse(invocationId: number, message: string): void {
    this.#attachment.replyFailure(invocationId, message);
  }

  #send(invocationId: number, value: unknown): void {
    const first = { view: 0, function: this.#functions.next };
    try {
      this.#values.encode(value, first);
      const functions = this.#functions.next - first.function;
      const { bytes, length } = this.#tape;
      this.#attachment.reply(invocationId, bytes, length, this.#values.views, first.function, functions);
    } catch (error) {
      this.#functions.truncate(first.function);
      throw error;
    } finally {
      this.#tape.truncate(0);
      this.#values.truncateViews(0);
      this.#tape.shrink();
    }
  }
}
