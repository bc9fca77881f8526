import { getHeapStatistics } from "node:v8";
import type { Clock } from "@stemma/core";
import type { TokenUsage } from "@stemma/llm";
import type { RunInstruments } from "../telemetry/run-instruments.js";
import type { RunMetrics, SlowNode } from "./run-metrics.js";

const SLOWEST_KEPT = 10;

/** Attributes of the instruments, made once. */
const OUTCOMES = {
  documented: { "stemma.outcome": "documented" },
  reused: { "stemma.outcome": "reused" },
  failed: { "stemma.outcome": "failed" },
} as const;
const MADE = { "stemma.outcome": "made" } as const;
const INPUT = { "stemma.direction": "input" } as const;
const OUTPUT = { "stemma.direction": "output" } as const;

/** Collects the figures of one run as it goes; `snapshot` may be taken at any time. */
export class MetricsRecorder {
  readonly #clock: Clock;
  readonly #instruments: RunInstruments;
  readonly #workerLimit: number;
  readonly #heapUsed: () => number;
  readonly #startedAtMs: number;
  readonly #startHeap: number;
  #peakHeap: number;
  #busy = 0;
  #peakBusy = 0;
  /** Sum over time of the number of nodes under way, up to `#busySinceMs`. */
  #busyMs = 0;
  #busySinceMs: number;
  #endedAtMs: number | undefined;
  #finishedNodes = 0;
  #totalNodeMs = 0;
  #slowest: SlowNode[] = [];
  #batches = 0;
  #batchedNodes = 0;
  #writingMs = 0;
  #made = 0;
  #recalled = 0;
  #unknown = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #costUsd = 0;
  #unpriced = 0;

  constructor(
    clock: Clock,
    workerLimit: number,
    instruments: RunInstruments,
    heapUsed = () => getHeapStatistics().used_heap_size,
  ) {
    this.#clock = clock;
    this.#instruments = instruments;
    this.#workerLimit = workerLimit;
    this.#heapUsed = heapUsed;
    this.#startedAtMs = clock.monotonicMs();
    this.#busySinceMs = this.#startedAtMs;
    this.#startHeap = heapUsed();
    this.#peakHeap = this.#startHeap;
  }

  nodeStarted(): number {
    this.#instruments.busyWorkers.add(1);
    const nowMs = this.#changeBusy(1);
    this.#peakBusy = Math.max(this.#peakBusy, this.#busy);
    return nowMs;
  }

  /** Gives how long the node took, in milliseconds. */
  nodeEnded(id: string, startedAtMs: number): number {
    const durationMs = this.#changeBusy(-1) - startedAtMs;
    this.#instruments.busyWorkers.add(-1);
    this.#instruments.nodeDuration.record(durationMs / 1000);
    this.#finishedNodes += 1;
    this.#totalNodeMs += durationMs;
    if (this.#slowest.length < SLOWEST_KEPT || durationMs > (this.#slowest.at(-1)?.durationMs ?? 0)) {
      this.#slowest.push({ id, durationMs });
      this.#slowest.sort((a, b) => b.durationMs - a.durationMs);
      this.#slowest = this.#slowest.slice(0, SLOWEST_KEPT);
    }
    return durationMs;
  }

  /** The node's outcome is known. */
  nodeSettled(outcome: "documented" | "reused" | "failed"): void {
    this.#instruments.nodes.add(1, OUTCOMES[outcome]);
  }

  callMade(usage: TokenUsage): void {
    const { calls, tokens, cost } = this.#instruments;
    calls.add(1, MADE);
    tokens.add(usage.inputTokens, INPUT);
    tokens.add(usage.outputTokens, OUTPUT);
    cost.add(usage.costUsd ?? 0);
    this.#made += 1;
    this.#inputTokens += usage.inputTokens;
    this.#outputTokens += usage.outputTokens;
    if (usage.costUsd === null) this.#unpriced += 1;
    else this.#costUsd += usage.costUsd;
  }

  callRecalled(): void {
    this.#instruments.calls.add(1, { "stemma.outcome": "recalled" });
    this.#recalled += 1;
  }

  callUnknown(): void {
    this.#instruments.calls.add(1, { "stemma.outcome": "unknown" });
    this.#unknown += 1;
  }

  /** A transaction with statuses and texts. One in which no node ended is no batch, but took its time. */
  batchWritten(size: number, durationMs: number): void {
    this.#writingMs += durationMs;
    if (size === 0) return;
    this.#instruments.batchSize.record(size);
    this.#instruments.batchDuration.record(durationMs / 1000);
    this.#batches += 1;
    this.#batchedNodes += size;
    this.#peakHeap = Math.max(this.#peakHeap, this.#heapUsed());
  }

  /** A transaction that held nothing but the journal of calls. */
  callsWritten(durationMs: number): void {
    this.#writingMs += durationMs;
  }

  /** Stops the clock. */
  end(): void {
    this.#endedAtMs ??= this.#changeBusy(0);
  }

  snapshot(): RunMetrics {
    const nowMs = this.#endedAtMs ?? this.#changeBusy(0);
    const elapsedMs = nowMs - this.#startedAtMs;
    const averageBusy = elapsedMs === 0 ? 0 : this.#busyMs / elapsedMs;
    return {
      elapsedMs,
      nodesPerSecond: elapsedMs === 0 ? 0 : (this.#finishedNodes * 1000) / elapsedMs,
      workers: {
        limit: this.#workerLimit,
        averageBusy,
        peakBusy: this.#peakBusy,
        idleShare: 1 - averageBusy / this.#workerLimit,
      },
      batches: {
        count: this.#batches,
        meanSize: this.#batches === 0 ? 0 : this.#batchedNodes / this.#batches,
        writingMs: this.#writingMs,
      },
      nodeMs: {
        average: this.#finishedNodes === 0 ? 0 : this.#totalNodeMs / this.#finishedNodes,
        slowest: this.#slowest,
      },
      heapBytes: { start: this.#startHeap, peak: this.#peakHeap, growth: this.#peakHeap - this.#startHeap },
      calls: {
        made: this.#made,
        recalled: this.#recalled,
        unknown: this.#unknown,
        inputTokens: this.#inputTokens,
        outputTokens: this.#outputTokens,
        costUsd: this.#costUsd,
        unpriced: this.#unpriced,
      },
    };
  }

  #changeBusy(by: number): number {
    const nowMs = this.#clock.monotonicMs();
    this.#busyMs += (nowMs - this.#busySinceMs) * this.#busy;
    this.#busySinceMs = nowMs;
    this.#busy += by;
    return nowMs;
  }
}
