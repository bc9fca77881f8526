import {
  type Counter,
  type Histogram,
  type MeterProvider,
  metrics,
  type UpDownCounter,
} from "@opentelemetry/api";
import { LIBRARY_NAME } from "./library-name.js";

/**
 * The OpenTelemetry instruments of a run. Without an SDK in the process they do nothing.
 *
 * | name | unit | attributes |
 * | --- | --- | --- |
 * | `stemma.nodes` | nodes | `stemma.outcome`: documented, reused, failed |
 * | `stemma.node.duration` | s | |
 * | `stemma.workers.busy` | workers | |
 * | `stemma.batch.size` | nodes | |
 * | `stemma.batch.duration` | s | |
 * | `stemma.llm.calls` | calls | `stemma.outcome`: made, recalled, unknown |
 * | `stemma.llm.tokens` | tokens | `stemma.direction`: input, output |
 * | `stemma.llm.cost` | US dollars | |
 */
export class RunInstruments {
  readonly nodes: Counter;
  readonly nodeDuration: Histogram;
  readonly busyWorkers: UpDownCounter;
  readonly batchSize: Histogram;
  readonly batchDuration: Histogram;
  readonly calls: Counter;
  readonly tokens: Counter;
  readonly cost: Counter;

  /** @param provider - The process's own by default. */
  constructor(provider: MeterProvider = metrics.getMeterProvider()) {
    const meter = provider.getMeter(LIBRARY_NAME);
    this.nodes = meter.createCounter("stemma.nodes", { description: "Nodes that got their outcome" });
    this.nodeDuration = meter.createHistogram("stemma.node.duration", {
      description: "From a node's turn to its finished text",
      unit: "s",
    });
    this.busyWorkers = meter.createUpDownCounter("stemma.workers.busy", { description: "Nodes under way" });
    this.batchSize = meter.createHistogram("stemma.batch.size", {
      description: "Nodes written in one transaction",
    });
    this.batchDuration = meter.createHistogram("stemma.batch.duration", {
      description: "Of one transaction",
      unit: "s",
    });
    this.calls = meter.createCounter("stemma.llm.calls", { description: "Calls to the language model" });
    this.tokens = meter.createCounter("stemma.llm.tokens", { description: "Tokens that were paid" });
    this.cost = meter.createCounter("stemma.llm.cost", { description: "What the calls cost", unit: "USD" });
  }
}
