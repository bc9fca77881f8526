import type { Bridge } from "../bridge/bridge.js";
import { callFlag } from "../bridge/outcome.js";
import type { ExecuteOptions, PythonCall } from "../python-call.js";
import type { PythonResult } from "../python-result.js";
import type { HandleMaker } from "../tape/value-decoder.js";
import type { HandleOwner } from "./handle-owner.js";
import { PythonIterator } from "./python-iterator.js";
import { PythonRef } from "./python-ref.js";

/** Runs a call with flags; what `PythonContext` gives its handles. */
export type RunCall = (
  call: PythonCall,
  options: ExecuteOptions,
  flags: number,
) => Promise<PythonResult<unknown>>;

/** The handles of one context: makes them, runs their calls, releases what has become garbage. */
export class ContextHandles implements HandleOwner, HandleMaker {
  readonly #run: RunCall;
  readonly #bridge: Bridge;
  readonly #garbage: FinalizationRegistry<number>;

  constructor(bridge: Bridge, run: RunCall) {
    this.#bridge = bridge;
    this.#run = run;
    this.#garbage = new FinalizationRegistry((number) => {
      bridge.releaseHandle(number);
    });
  }

  makeRef(number: number, type: string): PythonRef {
    return new PythonRef(this, number, type);
  }

  makeIterator(number: number, isAsync: boolean): PythonIterator {
    return new PythonIterator(this, number, isAsync);
  }

  run<T>(name: string, args: readonly unknown[], options: ExecuteOptions): Promise<PythonResult<T>> {
    const call = { module: "_stemma", name, args };
    return this.#run(call, options, callFlag.none) as Promise<PythonResult<T>>;
  }

  runForRef(
    name: string,
    args: readonly unknown[],
    options: ExecuteOptions,
  ): Promise<PythonResult<PythonRef>> {
    const call = { module: "_stemma", name, args };
    return this.#run(call, options, callFlag.keepResult) as Promise<PythonResult<PythonRef>>;
  }

  watch(holder: object, number: number): void {
    this.#garbage.register(holder, number, holder);
  }

  release(holder: object, number: number): void {
    this.#garbage.unregister(holder);
    this.#bridge.releaseHandle(number);
  }
}
