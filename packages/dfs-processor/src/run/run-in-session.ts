import type { Clock, Logger } from "@stemma/core";
import type { GraphSession, GraphStore, SubtreeScope } from "@stemma/graph-store";
import type { LlmProvider } from "@stemma/llm";
import { FactsLoader } from "../facts/facts-loader.js";
import { NodeProgress } from "../facts/node-progress.js";
import { Surroundings } from "../facts/surroundings.js";
import type { MetricsRecorder } from "../metrics/metrics-recorder.js";
import { ProcessingPlan } from "../plan/processing-plan.js";
import type { ProcessingResult } from "../processing-result.js";
import type { ProcessNodeOptions, ProcessSingleNode } from "../processor-options.js";
import { workOrder } from "../schedule/work-order.js";
import { WorkerSlots } from "../schedule/worker-slots.js";
import { BatchWriter, type BatchWriterEvents } from "../session/batch-writer.js";
import { CallWriter } from "../session/call-writer.js";
import { LeaseKeeper } from "../session/lease-keeper.js";
import { CallJournal } from "../step/call-journal.js";
import { NodeCompleter } from "../step/node-completer.js";
import type { RunTracer } from "../telemetry/run-tracer.js";
import { buildResult } from "./build-result.js";
import type { Interruption } from "./interruption.js";
import { ProcessingRun } from "./processing-run.js";

/** Everything that one run is made of, with all defaults filled in. */
export interface SessionRunOptions extends ProcessNodeOptions {
  readonly graph: GraphStore;
  readonly provider: LlmProvider;
  readonly step: ProcessSingleNode;
  readonly rootIds: readonly string[];
  readonly scope: SubtreeScope;
  readonly maxWorkers: number;
  readonly failFast: boolean;
  readonly centralFirst: boolean;
  readonly keepTexts: boolean;
  readonly leaseMs: number | undefined;
  readonly metrics: MetricsRecorder;
  readonly tracer: RunTracer;
  readonly interruption: Interruption;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Opens a session, does the work, and closes the session whatever happens. */
export async function runInSession(options: SessionRunOptions): Promise<ProcessingResult> {
  const { graph, interruption, logger, clock, metrics } = options;
  const leaseMs = options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs };
  // Not raced: a session that opens after the interruption would have nobody to close it.
  const session = await graph.openSession(leaseMs);
  const lease = new LeaseKeeper(session, clock, logger, (error) => interruption.interrupt(error));
  const sessionId = session.id;
  options.tracer.describeRun({ "stemma.session.id": sessionId });
  if (session.sweptSessionIds.length > 0) {
    logger.warn(
      { sessionId, swept: session.sweptSessionIds },
      "removed sessions that their processes left behind",
    );
  }
  try {
    const result = await work(session, options);
    logger.info({ sessionId, ...result.counts }, "documented");
    options.tracer.describeRun({
      "stemma.nodes.documented": result.counts.documented,
      "stemma.nodes.reused": result.counts.reused,
      "stemma.nodes.failed": result.counts.failed,
      "stemma.nodes.skipped": result.counts.skipped,
    });
    return result;
  } finally {
    lease.stop();
    metrics.end();
    await closeSession(session, logger);
  }
}

async function work(session: GraphSession, options: SessionRunOptions): Promise<ProcessingResult> {
  const { graph, rootIds, scope, interruption, clock, metrics, provider, maxWorkers, failFast } = options;
  const { signal } = interruption;
  const read = { sessionId: session.id, signal };
  const plan = new ProcessingPlan(await interruption.race(graph.readSubtree(rootIds, scope, read)));
  const progress = new NodeProgress(plan.nodes.length);
  const isTogether = provider.together !== undefined && provider.isFree !== true;
  const order = workOrder(plan, { byHeight: isTogether, centralFirst: options.centralFirst });
  let reportedReused = 0;
  const report = (documentation: Parameters<WriterListener>[0]): void => {
    options.onDocumented?.({ documentation, reusedIds: run.reusedIds.slice(reportedReused) });
    reportedReused = run.reusedIds.length;
    options.onProgress?.({
      total: plan.order.length,
      documented: run.documentedCount,
      reused: run.reusedIds.length,
      failed: run.failures.length,
      inFlight: run.inFlight,
    });
  };
  const onFailed = (error: unknown): void => interruption.interrupt(error);
  const writer = new BatchWriter(session, clock, {
    idsInProgress: (): Iterable<string> => run.idsInProgress(),
    onWritten(documentation, nodeCount, durationMs) {
      metrics.batchWritten(nodeCount, durationMs);
      report(documentation);
    },
    onFailed,
  });
  const calls = new CallWriter(session, clock, {
    onWritten: (durationMs) => metrics.callsWritten(durationMs),
    onFailed,
  });
  const run: ProcessingRun = new ProcessingRun({
    plan,
    progress,
    loader: new FactsLoader(graph, plan, progress, read, order),
    surroundings: new Surroundings(graph, plan, read),
    writer,
    completer: new NodeCompleter({
      journal: new CallJournal(graph, session.id),
      provider,
      step: options.step,
      calls,
      metrics,
      slots: new WorkerSlots(maxWorkers),
      clock,
    }),
    metrics,
    tracer: options.tracer,
    provider,
    order,
    maxWorkers,
    // Half as many: preparing takes some milliseconds, a call that costs some ten at least.
    preparedAhead: provider.isFree === true ? 0 : Math.ceil(maxWorkers / 2),
    failFast,
    clock,
    signal,
    stop: (error) => interruption.interrupt(error),
  });
  report([]);
  try {
    await run.execute();
  } finally {
    // Also after an interruption: what is finished is kept.
    await Promise.all([calls.flush(), writer.flush()]);
  }
  interruption.throwIfInterrupted();
  report([]);
  return buildResult({ graph, session, plan, progress, run, metrics, rootIds, keepTexts: options.keepTexts });
}

type WriterListener = BatchWriterEvents["onWritten"];

/** The lease and the next run's sweep remove what can't be removed now. */
async function closeSession(session: GraphSession, logger: Logger): Promise<void> {
  try {
    await session.close();
  } catch (error) {
    logger.warn({ sessionId: session.id, error }, "the session could not be closed; its lease will end it");
  }
}
