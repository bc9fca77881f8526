import {
  type CallOptions,
  type Clock,
  ClosedError,
  Deadline,
  type Logger,
  silentLogger,
  systemClock,
} from "@stemma/core";
import type { NativeAddon } from "@stemma/native";
import type { Bridge, Settlement } from "./bridge/bridge.js";
import { forwardRecord } from "./bridge/log-record.js";
import { callFlag, outcome } from "./bridge/outcome.js";
import { batchResultsFrom, resultFrom } from "./bridge/result-from.js";
import { isLastUser, leaseBridge, releaseBridge } from "./bridge/shared-bridge.js";
import { checkCall, defaultImportTimeoutMs, defaultTimeoutMs } from "./check-call.js";
import { ContextCalls } from "./context-calls.js";
import { diagnosePython, type PythonDiagnosis } from "./discovery/doctor.js";
import { setUpErrorFrom } from "./errors/set-up-error-from.js";
import { ContextHandles } from "./handles/context-handles.js";
import type { PythonRef } from "./handles/python-ref.js";
import { isolatesModules } from "./platform.js";
import type { ArrowTableKind, ExecuteOptions, PythonCall } from "./python-call.js";
import type { PythonResult } from "./python-result.js";
import type { PythonStats } from "./python-stats.js";
import { startInterpreter } from "./start-interpreter.js";
import type { PythonContextOptions, PythonDoctorOptions } from "./start-options.js";

/** Time for the calls in flight and Python's exit functions when a context closes. */
const closeTimeoutMs = 10_000;

/** How often {@link PythonContext.whenReady} looks at the queue, which other environments fill and empty, too. */
const readyPollMs = 2;

/** The interpreter's state in which it takes calls; see `NativeStats`. */
const running = 2;

const nameOf = ({ module, name }: PythonCall): string => `${module}.${name}`;
/** The call of `_stemma/lanes.py` that runs this one. */
const inLane = ({ module, name, args = [], kwargs = {} }: PythonCall): PythonCall => ({
  module: "_stemma",
  name: "lanes.run",
  args: [module, name, args, kwargs],
});

/**
 * Python in this process. All contexts share one interpreter and one queue; calls run one after the other.
 *
 * @example
 * ```ts
 * await using python = await PythonContext.start({ venv: ".venv" });
 * const root = await python.execute<number>({ module: "math", name: "sqrt", args: [2] }, { timeoutMs: 1_000 });
 * if (root.ok) console.log(root.value);
 * else console.error(root.error.kind, root.error.type, root.error.traceback);
 * ```
 */
export class PythonContext implements AsyncDisposable {
  readonly #addon: NativeAddon;
  readonly #bridge: Bridge;
  readonly #logger: Logger;
  readonly #calls: ContextCalls;
  readonly #handles: ContextHandles;
  readonly #clock: Clock;
  #stopLogs = (): void => undefined;
  #closing: Promise<void> | undefined;

  private constructor(addon: NativeAddon, bridge: Bridge, logger: Logger, clock: Clock) {
    this.#addon = addon;
    this.#bridge = bridge;
    this.#logger = logger;
    this.#clock = clock;
    this.#calls = new ContextCalls(bridge, logger);
    this.#handles = new ContextHandles(bridge, (call, options, flags) => this.#run(call, options, flags));
  }

  /**
   * Starts Python for a virtual environment, or joins the interpreter that runs for it already.
   *
   * @throws {@link PythonStartError} with a `code` that says why and `advice` that says what to do; {@link AddonLoadError} when
   *   the addon was not compiled.
   */
  static async start(options: PythonContextOptions = {}): Promise<PythonContext> {
    const { logger = silentLogger, pythonPath = [], queueLimit, escalation } = options;
    const { addon, bridge } = leaseBridge();
    const context = new PythonContext(addon, bridge, logger, systemClock);
    try {
      const started = await startInterpreter(addon, bridge, {
        venv: options.venv,
        searchesWorkingDirectory: options.searchesWorkingDirectory,
        packages: options.packages,
      });
      if (queueLimit !== undefined) addon.setQueueLimit(queueLimit);
      if (escalation !== undefined) {
        addon.setEscalation(escalation.graceMs ?? 200, escalation.wedgedAfterMs ?? 30_000);
      }
      if (logger !== silentLogger) await context.#forwardLogs();
      if (pythonPath.length > 0) {
        await context.#setUp({ module: "_stemma.lifecycle", name: "add_search_paths", args: [pythonPath] });
      }
      logger.info({ ...started }, "Python started");
      return context;
    } catch (error) {
      context.#stopLogs();
      releaseBridge();
      throw error;
    }
  }

  /**
   * Another context on the same interpreter, closed by itself: whoever was handed this one and has something open in Python can close
   * it even after its owner has closed this one.
   *
   * @throws {@link ClosedError}
   */
  share(): PythonContext {
    if (this.#closing) throw new ClosedError("the Python context");
    const { addon, bridge } = leaseBridge();
    return new PythonContext(addon, bridge, this.#logger, this.#clock);
  }

  /**
   * Says which Python would be used and how it was found, or what is missing and what to do. It loads what a start
   * would load (the compiled addon; in a process of their own the shared library and `modules`), and starts nothing.
   *
   * @example
   * ```ts
   * const { ok, problem, advice } = await PythonContext.doctor({ venv: ".venv", modules: ["numpy"] });
   * if (!ok) console.error(problem, advice);
   * ```
   */
  static doctor(options: PythonDoctorOptions = {}): Promise<PythonDiagnosis> {
    const { venv, searchesWorkingDirectory, packages, pythonPath = [], modules = [] } = options;
    return diagnosePython({ venv, searchesWorkingDirectory, packages }, isolatesModules(), {
      pythonPath,
      modules,
    });
  }

  /**
   * Calls a Python function. The promise never rejects and always settles: with the value, with the exception as a
   * struct, or with the reason why there is none. A call that has run out of time is interrupted; what it had done by
   * then stays done. A coroutine is awaited on an asyncio loop beside the other calls; a generator or other iterator
   * comes as a {@link PythonIterator}. JavaScript functions among the arguments can be called from Python, which waits
   * for them; such a function must not wait for another call of this queue.
   *
   * @throws {@link TypeError} at once, with nothing queued, when an argument has no Python form.
   */
  execute<T = unknown>(call: PythonCall, options: ExecuteOptions = {}): Promise<PythonResult<T>> {
    return this.#run(call, options, callFlag.none) as Promise<PythonResult<T>>;
  }

  /**
   * The same, with the result kept in Python: for objects that have no JavaScript form, or are large. A coroutine is
   * awaited here, too: what it returns is kept.
   */
  executeForRef(call: PythonCall, options: ExecuteOptions = {}): Promise<PythonResult<PythonRef>> {
    return this.#run(call, options, callFlag.keepResult) as Promise<PythonResult<PythonRef>>;
  }

  /**
   * Imports a module as a handle, to call its functions by. `timeoutMs` is 300,000 by default. An import whose time is up,
   * here or within any other call, goes on behind the calls that follow: a module is never left half imported.
   */
  import(module: string, options: ExecuteOptions = {}): Promise<PythonResult<PythonRef>> {
    const call = { module: "importlib", name: "import_module", args: [module] };
    const { timeoutMs = defaultImportTimeoutMs } = options;
    return this.executeForRef(call, { operationName: `import ${module}`, ...options, timeoutMs });
  }

  /**
   * Makes a table of a stream or a file of Arrow's (IPC), as `tableToIPC` of apache-arrow writes them, and keeps it in
   * Python, to be passed as an argument. A table of pyarrow reads the same memory: don't write to it meanwhile.
   *
   * @example
   * ```ts
   * declare const ipc: Uint8Array; // tableToIPC(table)
   * const frame = await python.fromArrow(ipc, "pandas");
   * if (frame.ok) await frame.value.call("to_parquet", ["table.parquet"]);
   * ```
   */
  fromArrow(
    ipc: Uint8Array,
    kind: ArrowTableKind,
    options: ExecuteOptions = {},
  ): Promise<PythonResult<PythonRef>> {
    const call = { module: "_stemma", name: "arrow.from_arrow", args: [ipc, kind] };
    return this.executeForRef(call, { operationName: `fromArrow ${kind}`, ...options });
  }

  /**
   * Runs many calls as one entry of the queue, in order, with a result each. `timeoutMs` holds for the whole batch; when
   * it runs out every call has that error, also those that were done. Coroutines are not awaited.
   *
   * @example
   * ```ts
   * const roots = await python.executeBatch<number>([1, 4, -1].map((x) => ({ module: "math", name: "sqrt", args: [x] })));
   * for (const root of roots) console.log(root.ok ? root.value : root.error.message); // 1, 2, math domain error
   * ```
   *
   * @throws {@link TypeError} at once, with nothing queued, when an argument has no Python form.
   */
  executeBatch<T = unknown>(
    calls: readonly PythonCall[],
    options: ExecuteOptions = {},
  ): Promise<PythonResult<T>[]> {
    for (const call of calls) checkCall(call, options);
    if (options.concurrent === true)
      throw new TypeError("a batch is one call after the other, not concurrent");
    const { timeoutMs = defaultTimeoutMs, signal, operationName } = options;
    const names = calls.map((call) => operationName ?? nameOf(call));
    const finish = (settlement: Settlement): PythonResult<unknown>[] =>
      batchResultsFrom(settlement, names, timeoutMs);
    const how = {
      flags: callFlag.none,
      timeoutMs,
      signal,
      finish,
      handles: this.#handles,
      isClosed: this.#isClosed,
    };
    return this.#calls.submit(calls, how) as Promise<PythonResult<T>[]>;
  }

  /**
   * Waits until the queue has room, for callers who prefer that to `queue-full`. Others may take the room first.
   *
   * @example
   * ```ts
   * await python.whenReady({ timeoutMs: 10_000 });
   * const result = await python.execute({ module: "math", name: "sqrt", args: [2] });
   * ```
   *
   * @throws {@link CancelledError}, {@link TimeoutError} or {@link ClosedError}; there is no time-out by default.
   */
  async whenReady(options: CallOptions = {}): Promise<void> {
    const deadline = new Deadline("WhenReady", options);
    this.#bridge.flush();
    for (;;) {
      if (this.#closing) throw new ClosedError("the Python context");
      deadline.check();
      const { state, queued, queueLimit } = this.#addon.stats();
      if (state === running && queued < queueLimit) return;
      await new Promise<void>((resolve) => this.#clock.schedule(readyPollMs, resolve));
    }
  }

  /** Counters of this context, and the state of the interpreter. */
  stats(): PythonStats {
    return this.#calls.stats(this.#addon.stats());
  }

  /**
   * Waits for the calls in flight, at most 10 s, and settles the rest as `closed`. The last context of the process also
   * runs Python's exit functions and flushes its output. Idempotent. The interpreter itself stays until the process
   * ends, so that Python can be started again.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  get #isClosed(): boolean {
    return this.#closing !== undefined;
  }

  #run(call: PythonCall, options: ExecuteOptions, flags: number): Promise<PythonResult<unknown>> {
    checkCall(call, options);
    // Read now, put together only where there is a failure to tell: then the caller's objects may be others.
    const { timeoutMs = defaultTimeoutMs, signal, operationName } = options;
    const { module, name } = call;
    const work = options.concurrent === true ? inLane(call) : call;
    const finish = (settlement: Settlement): PythonResult<unknown> =>
      settlement.code === outcome.value
        ? { ok: true, value: settlement.value }
        : resultFrom(settlement, operationName ?? `${module}.${name}`, timeoutMs);
    return this.#calls.submit(work, {
      flags,
      timeoutMs,
      signal,
      finish,
      handles: this.#handles,
      isClosed: this.#isClosed,
    });
  }

  async #forwardLogs(): Promise<void> {
    this.#stopLogs = this.#bridge.listenToLogs((record) => {
      forwardRecord(this.#logger, record);
    });
    await this.#setUp({ module: "_stemma.logs", name: "forward_logs" });
  }

  async #setUp(call: PythonCall): Promise<void> {
    const done = await this.execute(call);
    if (!done.ok) throw setUpErrorFrom(done.error);
  }

  async #close(): Promise<void> {
    const deadline = AbortSignal.timeout(closeTimeoutMs);
    const stop = (): void => {
      this.#bridge.closeCallsOf(this.#handles);
    };
    deadline.addEventListener("abort", stop, { once: true });
    await this.#calls.whenIdle();
    deadline.removeEventListener("abort", stop);
    if (isLastUser()) {
      const leave = { module: "_stemma.ending", name: "leave" };
      const finish = (settlement: Settlement): PythonResult<unknown> =>
        resultFrom(settlement, "Close", closeTimeoutMs);
      const how = {
        flags: callFlag.none,
        timeoutMs: closeTimeoutMs,
        finish,
        handles: this.#handles,
        isClosed: false,
      };
      await this.#calls.submit(leave, how);
    }
    this.#stopLogs();
    releaseBridge();
  }
}
