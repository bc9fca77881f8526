/** Gets the messages of one wake-up: `length` bytes of `bytes`, and the memories that they refer to. */
export type Dispatcher = (
  bytes: ArrayBuffer,
  length: number,
  buffers: readonly ArrayBuffer[] | undefined,
) => void;

/** A typed array whose memory Python may read and write. */
export type NativeView =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** One bridge's access to the interpreter of this process. Every method returns at once and never throws Python errors. */
export interface NativeAttachment {
  /** Starts CPython or joins its start; the answer comes as a "started" message. */
  start(library: string, program: string, interruptSignal: number, isolatesModules: boolean): void;
  /** Queues every call on the first `length` bytes of the tape. Each gets exactly one "completion" message. */
  submit(tape: Uint8Array, length: number, views: readonly NativeView[]): void;
  /** Looks for the result of the only pending call for some microseconds, if that has paid of late; delivers it. */
  poll(): void;
  /** Settles a call with this outcome, unless it is settled, and interrupts it when it runs. */
  cancel(callId: number, outcome: number): void;
  /** Answers an "invocation" message with an encoded value and the functions in it. */
  reply(
    invocationId: number,
    tape: Uint8Array,
    length: number,
    views: readonly NativeView[],
    firstFunction: number,
    functions: number,
  ): void;
  /** Answers an "invocation" message with the reason why there is no value. */
  replyFailure(invocationId: number, message: string): void;
  /** Lets go of an object that was kept in Python. */
  releaseHandle(handle: number): void;
  /** Log records come as messages from now on. */
  listenToLogs(): void;
  /**
   * For the end of the process: detaches, then ends Python as the last `close` does, and waits for that at most
   * `limitMs`. In a worker only when no other environment is attached.
   */
  endProcess(limitMs: number, isMainThread: boolean): void;
  /** Settles what is left and stops all messages. */
  detach(): void;
}

/** State and counters of the one interpreter. */
export interface NativeStats {
  /** 0 not started, 1 starting, 2 running, 3 wedged, 4 failed. */
  readonly state: number;
  readonly queued: number;
  readonly queueLimit: number;
  readonly isBusy: boolean;
  /** Threads that are stuck in calls that were given up. */
  readonly abandonedThreads: number;
  readonly replacedThreads: number;
  readonly interrupted: number;
  /** JavaScript environments (the main thread, workers) that are attached. */
  readonly environments: number;
}

/** The interpreter that this process runs. */
export interface RunningPython {
  /** The environment's interpreter, for example `/project/.venv/bin/python`. */
  readonly program: string;
  readonly library: string;
}

/** What the compiled addon exports. */
export interface NativeAddon {
  /** The layout of tapes and messages that the addon reads and writes; `undefined` in addons older than the number. */
  readonly protocol: number | undefined;
  /** The version of the package that the addon was compiled from; `undefined` like `protocol`. */
  readonly version: string | undefined;
  /** @throws TypeError when `protocol` is not the addon's own. */
  readonly Attachment: new (
    dispatcher: Dispatcher,
    copiesBuffers: boolean,
    protocol: number,
  ) => NativeAttachment;
  stats(): NativeStats;
  /** `undefined` before a start has succeeded, in whatever thread or copy of the package. */
  runningPython(): RunningPython | undefined;
  setQueueLimit(limit: number): void;
  /** Milliseconds from an interrupt to the replacement of the thread, and of waiting for the GIL until "wedged". */
  setEscalation(graceMs: number, wedgedAfterMs: number): void;
}
