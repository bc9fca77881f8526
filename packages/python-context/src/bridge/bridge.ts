import type { NativeAddon, NativeAttachment } from "@stemma/native";
import type { PythonCall } from "../python-call.js";
import { FunctionTable } from "../tape/function-table.js";
import { TapeReader } from "../tape/tape-reader.js";
import { type HandleMaker, ValueDecoder } from "../tape/value-decoder.js";
import { Answering } from "./answering.js";
import type { PythonLogRecord } from "./log-record.js";
import { messageKind, outcome } from "./outcome.js";
import { PendingCalls } from "./pending-calls.js";
import { checkProtocol, protocol } from "./protocol.js";
import type { Description } from "./python-error-from.js";
import { type CallOutcome, ResultReader } from "./result-reader.js";
import { Submission } from "./submission.js";

/** How a call ended, and how long it took; `value` of a batch that has run is an array of {@link CallOutcome}. */
export interface Settlement extends CallOutcome {
  readonly queuedMs: number;
  readonly ranMs: number;
}

/** A call on its way. */
export interface PendingCall {
  readonly timeoutMs: number;
  readonly handles: HandleMaker;
  readonly isBatch: boolean;
  readonly settle: (settlement: Settlement) => void;
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

const noHandles: HandleMaker = {
  makeRef: () => null,
  makeIterator: () => null,
};

/**
 * The TypeScript end of one environment's attachment: encodes calls and hands those of one turn of the event loop over
 * together, decodes the messages of a wake-up and settles what they belong to.
 */
export class Bridge {
  readonly #attachment: NativeAttachment;
  readonly #functions = new FunctionTable();
  readonly #submission = new Submission(this.#functions);
  readonly #answering: Answering;
  readonly #pending = new PendingCalls<PendingCall>();
  readonly #starts: ((answer: StartAnswer) => void)[] = [];
  readonly #logListeners = new Set<(record: PythonLogRecord) => void>();
  readonly #tape = new TapeReader();
  readonly #values = new ValueDecoder(this.#tape);
  readonly #results = new ResultReader(this.#tape, this.#values);
  #isFlushScheduled = false;
  #isDetached = false;

  /**
   * @param copiesBuffers - Whether typed arrays are copied: a worker's memory would go away under Python's feet.
   * @throws {@link PythonStartError} `PYTHON_ADDON_MISMATCH`.
   */
  constructor(addon: NativeAddon, copiesBuffers: boolean) {
    checkProtocol(addon);
    const dispatch = (memory: ArrayBuffer, length: number, buffers: readonly ArrayBuffer[] = []): void => {
      this.#onMessages(memory, length, buffers);
    };
    this.#attachment = new addon.Attachment(dispatch, copiesBuffers, protocol);
    this.#answering = new Answering(this.#attachment, this.#functions);
  }

  /** JavaScript functions that Python holds. */
  get lentFunctions(): number {
    return this.#functions.size;
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
   * Queues one call, or a list of calls as one; the result says how to cancel it.
   *
   * @throws {@link TypeError} when an argument has no Python form; nothing is queued then.
   */
  submit(work: PythonCall | readonly PythonCall[], flags: number, pending: PendingCall): number {
    const id = this.#pending.add(pending);
    try {
      this.#submission.append(id, work, pending.timeoutMs, flags);
    } catch (error) {
      this.#pending.take(id);
      throw error;
    }
    if (!this.#isFlushScheduled) {
      this.#isFlushScheduled = true;
      queueMicrotask(() => {
        this.flush();
        if (this.#pending.size === 1) this.#attachment.poll();
      });
    }
    return id;
  }

  /** Settles the call, if it is not settled, and interrupts it when it runs. */
  cancel(id: number, reason: typeof outcome.cancelled | typeof outcome.closed): void {
    this.flush();
    this.#attachment.cancel(id, reason);
  }

  /** Settles all calls that were submitted with these handles, as closed. */
  closeCallsOf(handles: HandleMaker): void {
    for (const [id, pending] of this.#pending.entries()) {
      if (pending.handles === handles) this.cancel(id, outcome.closed);
    }
  }

  /** Lets go of an object in Python. */
  releaseHandle(number: number): void {
    if (!this.#isDetached) this.#attachment.releaseHandle(number);
  }

  /** Passes Python's log records on, until the returned function is called. */
  listenToLogs(listener: (record: PythonLogRecord) => void): () => void {
    if (this.#logListeners.size === 0) this.#attachment.listenToLogs();
    this.#logListeners.add(listener);
    return () => {
      this.#logListeners.delete(listener);
    };
  }

  /** Stops all messages. Calls that are still pending settle as closed. */
  detach(): void {
    this.flush();
    this.#isDetached = true;
    this.#attachment.detach();
    for (const [id, pending] of this.#pending.entries()) {
      this.#pending.take(id);
      pending.settle({ code: outcome.closed, value: null, queuedMs: 0, ranMs: 0 });
    }
  }

  /** Detaches for the end of the process, and ends Python with it; see {@link NativeAttachment.endProcess}. */
  endProcess(limitMs: number, isMainThread: boolean): void {
    this.#isDetached = true;
    this.#attachment.endProcess(limitMs, isMainThread);
  }

  /** Hands over what was submitted in this turn, now. */
  flush(): void {
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
      try {
        this.#onMessage(kind, buffers);
      } catch (error) {
        // A logger's, say: the messages behind this one must arrive all the same.
        queueMicrotask(() => {
          throw error;
        });
      }
      tape.position = end;
    }
    if (length > 1 << 20) tape.close();
  }

  #onMessage(kind: number, buffers: readonly ArrayBuffer[]): void {
    switch (kind) {
      case messageKind.completion:
        this.#onCompletion(buffers);
        return;
      case messageKind.started:
        this.#onStarted();
        return;
      case messageKind.invocation:
        this.#onInvocation(buffers);
        return;
      case messageKind.released:
        this.#functions.release(this.#tape.uint32());
        return;
      case messageKind.log:
        this.#onLog();
        return;
      default:
        throw new Error(`unknown message ${kind}`);
    }
  }

  #onCompletion(buffers: readonly ArrayBuffer[]): void {
    const tape = this.#tape;
    const id = tape.uint32();
    const code = tape.byte();
    const queuedMs = tape.float64();
    const ranMs = tape.float64();
    const first = tape.uint32();
    const pending = this.#pending.take(id);
    if (pending === undefined) return;
    const tables = { buffers, first, handles: pending.handles };
    const ended = pending.isBatch ? this.#results.readBatch(code, tables) : this.#results.read(code, tables);
    pending.settle({ code: ended.code, value: ended.value, queuedMs, ranMs });
  }

  #onInvocation(buffers: readonly ArrayBuffer[]): void {
    const invocation = this.#tape.uint32();
    const callable = this.#tape.uint32();
    const first = this.#tape.uint32();
    const { code, value } = this.#results.read(outcome.value, { buffers, first, handles: noHandles });
    // After all messages are read: the function may do anything, also submit calls.
    queueMicrotask(() => {
      if (code === outcome.value) void this.#answering.answer(invocation, callable, value as unknown[]);
      else this.#answering.refuse(invocation, (value as Description).message);
    });
  }

  #onLog(): void {
    const record = { level: this.#tape.int32(), name: this.#text(), message: this.#text() };
    for (const listener of this.#logListeners) listener(record);
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
