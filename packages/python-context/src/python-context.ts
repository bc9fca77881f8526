import { type Logger, silentLogger } from "@stemma/core";
import type { NativeAddon } from "@stemma/native";
import type { Bridge } from "./bridge/bridge.js";
import { outcome } from "./bridge/outcome.js";
import { pythonErrorFrom } from "./bridge/python-error-from.js";
import { isLastUser, leaseBridge, releaseBridge } from "./bridge/shared-bridge.js";
import { checkCall, defaultTimeoutMs } from "./check-call.js";
import { diagnosePython, type PythonDiagnosis } from "./discovery/doctor.js";
import { locatePython } from "./discovery/locate-python.js";
import { startErrorFrom } from "./errors/start-error-from.js";
import { interruptSignal, isolatesModules } from "./platform.js";
import type { ExecuteOptions, PythonCall } from "./python-call.js";
import type { PythonResult } from "./python-result.js";
import { CallCounter, type PythonStats } from "./python-stats.js";
import type { PythonContextOptions } from "./start-options.js";

/** Time for the calls in flight and Python's exit functions when a context closes. */
const closeTimeoutMs = 10_000;

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
  readonly #counter = new CallCounter();
  readonly #inFlight = new Map<number, Promise<unknown>>();
  #closing: Promise<void> | undefined;

  private constructor(addon: NativeAddon, bridge: Bridge, logger: Logger) {
    this.#addon = addon;
    this.#bridge = bridge;
    this.#logger = logger;
  }

  /**
   * Starts Python for a virtual environment, or joins the interpreter that runs for it already.
   *
   * @throws {@link PythonStartError} with a `code` that says why and `advice` that says what to do.
   */
  static async start(options: PythonContextOptions = {}): Promise<PythonContext> {
    const { logger = silentLogger, pythonPath = [], queueLimit, escalation } = options;
    const located = await locatePython({ venv: options.venv });
    const { addon, bridge } = leaseBridge();
    const context = new PythonContext(addon, bridge, logger);
    try {
      const parameters = {
        library: located.library,
        program: located.program,
        interruptSignal: interruptSignal(),
        isolatesModules: isolatesModules(),
      };
      const answer = await bridge.start(parameters);
      if (answer.failureCode !== "") throw startErrorFrom(answer, parameters);
      if (queueLimit !== undefined) addon.setQueueLimit(queueLimit);
      if (escalation !== undefined) {
        addon.setEscalation(escalation.graceMs ?? 200, escalation.wedgedAfterMs ?? 30_000);
      }
      if (pythonPath.length > 0) await context.#addSearchPaths(pythonPath);
      logger.info(
        { venv: located.venv, library: located.library, version: answer.version },
        "Python started",
      );
      return context;
    } catch (error) {
      releaseBridge();
      throw error;
    }
  }

  /** Says which Python would be used and how it was found, or what is missing and what to do; starts nothing. */
  static doctor(options: Pick<PythonContextOptions, "venv"> = {}): Promise<PythonDiagnosis> {
    return diagnosePython({ venv: options.venv }, isolatesModules());
  }

  /**
   * Calls a Python function. The promise never rejects and always settles: with the value, with the exception as a
   * struct, or with the reason why there is none. A call that has run out of time is interrupted; what it had done by
   * then stays done.
   *
   * @throws TypeError at once, with nothing queued, when an argument has no Python form.
   */
  execute<T = unknown>(call: PythonCall, options: ExecuteOptions = {}): Promise<PythonResult<T>> {
    checkCall(call, options);
    const { timeoutMs = defaultTimeoutMs, signal, operationName = `${call.module}.${call.name}` } = options;
    const refused = this.#closing ? outcome.closed : signal?.aborted ? outcome.cancelled : undefined;
    if (refused !== undefined) {
      const facts = { operationName, timeoutMs, queuedMs: 0, ranMs: 0 };
      return Promise.resolve({ ok: false, error: pythonErrorFrom(refused, null, facts) });
    }
    return this.#submit(call, operationName, timeoutMs, signal) as Promise<PythonResult<T>>;
  }

  /** Counters of this context, and the state of the interpreter. */
  stats(): PythonStats {
    return this.#counter.combine(this.#addon.stats());
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

  #submit(
    call: PythonCall,
    operationName: string,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<PythonResult<unknown>> {
    let settle: (result: PythonResult<unknown>) => void = () => undefined;
    const settled = new Promise<PythonResult<unknown>>((resolve) => {
      settle = resolve;
    });
    const onAbort = (): void => {
      this.#bridge.cancel(id, outcome.cancelled);
    };
    const id = this.#bridge.submit(call, {
      operationName,
      timeoutMs,
      settle: (result) => {
        signal?.removeEventListener("abort", onAbort);
        this.#inFlight.delete(id);
        this.#note(result);
        settle(result);
      },
    });
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#counter.started();
    this.#inFlight.set(id, settled);
    return settled;
  }

  #note(result: PythonResult<unknown>): void {
    if (result.ok) {
      this.#counter.settled(undefined);
      return;
    }
    const { kind, type, message, operationName, queuedMs, ranMs } = result.error;
    this.#counter.settled(kind);
    this.#logger.warn({ kind, type, message, operationName, queuedMs, ranMs }, "Python call failed");
  }

  async #addSearchPaths(paths: readonly string[]): Promise<void> {
    const added = await this.execute({
      module: "_stemma.lifecycle",
      name: "add_search_paths",
      args: [paths],
    });
    if (!added.ok) throw new Error(`sys.path could not be extended: ${added.error.message}`);
  }

  async #close(): Promise<void> {
    const deadline = AbortSignal.timeout(closeTimeoutMs);
    const stop = (): void => {
      for (const id of this.#inFlight.keys()) this.#bridge.cancel(id, outcome.closed);
    };
    deadline.addEventListener("abort", stop, { once: true });
    await Promise.all(this.#inFlight.values());
    deadline.removeEventListener("abort", stop);
    if (isLastUser()) {
      const leave = { module: "_stemma.lifecycle", name: "leave" };
      await this.#submit(leave, "Close", closeTimeoutMs, undefined);
    }
    releaseBridge();
  }
}
