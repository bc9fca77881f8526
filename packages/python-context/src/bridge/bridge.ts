import type { NativeAddon, NativeAttachment } from "@stemma/native";
import type { PythonCall } from "../python-call.js";
import type { PythonResult } from "../python-result.js";
import { TapeReader } from "../tape/tape-reader.js";
import { ValueDecoder } from "../tape/value-decoder.js";
import { messageKind, outcome } from "./outcome.js";
import { pythonErrorFrom } from "./python-error-from.js";
import { Submission } from "./submission.js";

/** A call on its way. */
export interface PendingCall {
  readonly id: number;
  readonly operationName: string;
  readonly timeoutMs: number;
  readonly settle: (result: PythonResult<unknown>) => void;
}

/** The answer to a start: `failureCode` is empty when it succeeded. */
export interface StartAnswer {
  readonly failureCode: string;
  readonly message: string;
  readonly version: string;
}

/** What a start needs to know. */
export interface StartParameters {
  readonly library: string;
  readonly program: string;
  readonly interruptSignal: number;
  readonly isolatesModules: boolean;
}

/**
 * The TypeScript end of one environment's attachment: encodes calls and hands those of one turn of the event loop over
 * together, decodes the messages of a wake-up and settles what they belong to.
 */
export class Bridge {
  readonly #attachment: NativeAttachment;
  readonly #submission = new Submission();
  readonly #pending = new Map<number, PendingCall>();
  readonly #starts: ((answer: StartAnswer) => void)[] = [];
  readonly #tape = new TapeReader();
  readonly #values = new ValueDecoder(this.#tape);
  #lastId = 0;
  #isFlushScheduled = false;

  /** @param copiesBuffers - Whether typed arrays are copied: a worker's memory would go away under Python's feet. */
  constructor(addon: NativeAddon, copiesBuffers: boolean) {
    this.#attachment = new addon.Attachment((memory, length, buffers) => {
      this.#onMessages(memory, length, buffers ?? []);
    }, copiesBuffers);
  }

  /** Starts CPython, or joins its start. */
  start(parameters: StartParameters): Promise<StartAnswer> {
    return new Promise((resolve) => {
      this.#starts.push(resolve);
      const { library, program, interruptSignal, isolatesModules } = parameters;
      this.#attachment.start(library, program, interruptSignal, isolatesModules);
    });
  }

  /**
   * Queues one call; the result says how to cancel it.
   *
   * @throws TypeError when an argument has no Python form; nothing is queued then.
   */
  submit(call: PythonCall, pending: Omit<PendingCall, "id">, flags = 0): number {
    const id = this.#nextId();
    this.#submission.append(id, call, pending.timeoutMs, flags);
    this.#pending.set(id, { ...pending, id });
    if (!this.#isFlushScheduled) {
      this.#isFlushScheduled = true;
      queueMicrotask(() => {
        this.#flush();
      });
    }
    return id;
  }

  /** Settles the call, if it is not settled, and interrupts it when it runs. */
  cancel(id: number, reason: typeof outcome.cancelled | typeof outcome.closed): void {
    this.#flush();
    this.#attachment.cancel(id, reason);
  }

  /** Stops all messages. Calls that are still pending settle as closed. */
  detach(): void {
    this.#flush();
    this.#attachment.detach();
    for (const pending of this.#pending.values()) this.#settle(pending, outcome.closed, null, 0, 0);
    this.#pending.clear();
  }

  #nextId(): number {
    do {
      this.#lastId = (this.#lastId + 1) >>> 0;
    } while (this.#pending.has(this.#lastId));
    return this.#lastId;
  }

  #flush(): void {
    this.#isFlushScheduled = false;
    if (this.#submission.isEmpty) return;
    this.#submission.flush((tape, length, views) => {
      this.#attachment.submit(tape, length, views);
    });
  }

  #onMessages(memory: ArrayBuffer, length: number, buffers: readonly ArrayBuffer[]): void {
    const tape = this.#tape;
    tape.open(memory);
    while (tape.position < length) {
      const kind = tape.byte();
      const size = tape.uint32();
      const end = tape.position + size;
      if (kind === messageKind.completion) this.#onCompletion(buffers);
      else this.#onStarted();
      tape.position = end;
    }
    if (length > 1 << 20) tape.close();
  }

  #onCompletion(buffers: readonly ArrayBuffer[]): void {
    const tape = this.#tape;
    const id = tape.uint32();
    const code = tape.byte();
    const queuedMs = tape.float64();
    const ranMs = tape.float64();
    const first = tape.uint32();
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    const hasValue = code <= outcome.unencodable;
    this.#settle(pending, code, hasValue ? this.#values.decode({ buffers, first }) : null, queuedMs, ranMs);
  }

  #settle(pending: PendingCall, code: number, value: unknown, queuedMs: number, ranMs: number): void {
    if (code === outcome.value) {
      pending.settle({ ok: true, value });
      return;
    }
    const { operationName, timeoutMs } = pending;
    const facts = { operationName, timeoutMs, queuedMs, ranMs };
    pending.settle({ ok: false, error: pythonErrorFrom(code, value, facts) });
  }

  #onStarted(): void {
    const [failureCode, message, version] = [this.#text(), this.#text(), this.#text()];
    this.#starts.shift()?.({ failureCode, message, version });
  }

  #text(): string {
    this.#tape.byte();
    return this.#tape.text();
  }
}
