import { type Clock, InvalidArgumentError, type Logger, silentLogger, systemClock } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { CompletionRequest } from "@stemma/llm";
import { RootNotFoundError } from "./errors/root-not-found-error.js";
import { MetricsRecorder } from "./metrics/metrics-recorder.js";
import type { RunMetrics } from "./metrics/run-metrics.js";
import type { ProcessingResult } from "./processing-result.js";
import type { ProcessNodeOptions, ProcessorOptions, ProcessSingleNode } from "./processor-options.js";
import { Interruption } from "./run/interruption.js";
import { runInSession } from "./run/run-in-session.js";
import { RunInstruments } from "./telemetry/run-instruments.js";
import { RunTracer } from "./telemetry/run-tracer.js";

const DEFAULT_WORKERS = 20;

/**
 * Documents a graph bottom-up: a node when everything that it contains and calls is documented, nodes that depend on one
 * another as a unit. Each run works in a session of its own and leaves nothing of it behind, however it ends.
 *
 * @example
 * ```ts
 * const processor = new RecursiveDfsProcessor({ graph, llm: new ExtractiveProvider() });
 * const { documentation, counts } = await processor.processNode("src/main.py");
 * ```
 */
export class RecursiveDfsProcessor {
  readonly #options: ProcessorOptions;
  readonly #graph: GraphStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #maxWorkers: number;
  #metrics: MetricsRecorder | undefined;

  constructor(options: ProcessorOptions) {
    this.#options = options;
    this.#graph = options.graph;
    this.#clock = options.clock ?? systemClock;
    this.#logger = options.logger ?? silentLogger;
    this.#maxWorkers = options.maxWorkers ?? DEFAULT_WORKERS;
    if (!Number.isInteger(this.#maxWorkers) || this.#maxWorkers < 1) {
      throw new InvalidArgumentError(`maxWorkers must be a whole number from 1 on, not ${this.#maxWorkers}`);
    }
  }

  /**
   * Documents the node with the given id or, failing that, path, and all below it (or the whole graph, by `scope`).
   * What is up to date is not documented again.
   *
   * Rejects with `RootNotFoundError`, with `TimeoutError` within a second of `timeoutMs`, with `CancelledError` when
   * `signal` fires, with `NodeFailedError` when told to fail fast, and with the store's own error when that fails. In
   * each case the calls under way are aborted, what was finished stays in the graph, and the session is gone.
   */
  async processNode(root: string, options: ProcessNodeOptions = {}): Promise<ProcessingResult> {
    const interruption = new Interruption(
      "ProcessNode",
      this.#options.timeoutMs,
      options.signal,
      this.#clock,
    );
    try {
      const tracer = new RunTracer(this.#options.tracerProvider);
      return await tracer.run(root, () => this.#processNode(root, options, interruption, tracer));
    } finally {
      interruption.dispose();
    }
  }

  async #processNode(
    root: string,
    options: ProcessNodeOptions,
    interruption: Interruption,
    tracer: RunTracer,
  ): Promise<ProcessingResult> {
    const rootIds = await interruption.race(this.#findRoots(root));
    const instruments = new RunInstruments(this.#options.meterProvider);
    const metrics = new MetricsRecorder(this.#clock, this.#maxWorkers, instruments);
    this.#metrics = metrics;
    return runInSession({
      ...options,
      graph: this.#graph,
      provider: this.#options.llm,
      step: this.#step(),
      rootIds,
      scope: this.#options.scope ?? "descendants",
      maxWorkers: this.#maxWorkers,
      failFast: this.#options.failFast ?? false,
      centralFirst: this.#options.centralFirst ?? false,
      keepTexts: this.#options.keepTexts ?? true,
      leaseMs: this.#options.leaseMs,
      metrics,
      tracer,
      interruption,
      logger: this.#logger,
      clock: this.#clock,
    });
  }

  /** Documents one node by the provider, or by what the options give in its place. Tests may replace it. */
  async processSingleNode(
    request: CompletionRequest,
    options: { readonly signal: AbortSignal },
  ): ReturnType<ProcessSingleNode> {
    const { processSingleNode, llm } = this.#options;
    return processSingleNode === undefined
      ? llm.getCompletion(request, options)
      : processSingleNode(request, options);
  }

  /** Figures of the run under way or, when there is none, of the last one; `undefined` before the first. */
  getMetrics(): RunMetrics | undefined {
    return this.#metrics?.snapshot();
  }

  #step(): ProcessSingleNode {
    return (request, options) => this.processSingleNode(request, options);
  }

  /** By id, else by path: the file or folder itself, else every symbol that other tools put at this path. */
  async #findRoots(root: string): Promise<string[]> {
    const byId = await this.#graph.readNodes({ ids: [root] });
    if (byId.length > 0) return byId.map((node) => node.id);
    const byPath = await this.#graph.readNodes({ paths: [root] });
    const places = byPath.filter((node) => node.label === "FILE" || node.label === "FOLDER");
    const roots = places.length > 0 ? places : byPath;
    if (roots.length === 0) throw new RootNotFoundError(root);
    return roots.map((node) => node.id);
  }
}
