import type { MeterProvider, TracerProvider } from "@opentelemetry/api";
import type { Clock, Logger } from "@stemma/core";
import type { Documentation, GraphStore, SubtreeScope } from "@stemma/graph-store";
import type { Completion, CompletionRequest, LlmProvider } from "@stemma/llm";

/** Documents one node; a plain string stands for its text. */
export type ProcessSingleNode = (
  request: CompletionRequest,
  options: { readonly signal: AbortSignal },
) => Promise<Completion | string>;

/** What a {@link RecursiveDfsProcessor} works with. */
export interface ProcessorOptions {
  readonly graph: GraphStore;
  readonly llm: LlmProvider;
  /** Most nodes under way at a time; 20 by default. */
  readonly maxWorkers?: number | undefined;
  /** Time for a whole run, in milliseconds; none by default. A time-out for one call is the provider's. */
  readonly timeoutMs?: number | undefined;
  /** `descendants` of the root by default, or `all` nodes of the graph, linked to the root or not. */
  readonly scope?: SubtreeScope | undefined;
  /** Reject at the first node that fails instead of documenting the others; `false` by default. */
  readonly failFast?: boolean | undefined;
  /** Among ready nodes first what most others use, with all that it is made from: where a budget may end the run; `false` by default. */
  readonly centralFirst?: boolean | undefined;
  /** Give every node's text in the result; `true` by default. Large trees do without. */
  readonly keepTexts?: boolean | undefined;
  /** How long a session outlives its last heartbeat, in milliseconds; 60,000 by default. */
  readonly leaseMs?: number | undefined;
  /** Replaces the call of the provider; everything around it stays. */
  readonly processSingleNode?: ProcessSingleNode | undefined;
  /** Where spans go; the process's own provider by default, which does nothing until an OpenTelemetry SDK is set up. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** Where metrics go, likewise. */
  readonly meterProvider?: MeterProvider | undefined;
  readonly logger?: Logger | undefined;
  readonly clock?: Clock | undefined;
}

/** Where a run stands. */
export interface ProcessingProgress {
  readonly total: number;
  readonly documented: number;
  readonly reused: number;
  readonly failed: number;
  readonly inFlight: number;
}

/** What was finished since the last batch. */
export interface DocumentedBatch {
  /** Written in this run and stored by now. */
  readonly documentation: readonly Documentation[];
  /** Nodes whose stored documentation was found up to date. */
  readonly reusedIds: readonly string[];
}

/** Options of one run. An exception of a callback ends the run with it. */
export interface ProcessNodeOptions {
  /** Ends the run with a `CancelledError`; what was finished is kept. */
  readonly signal?: AbortSignal | undefined;
  /** At the start, after each stored batch, and at the end. */
  readonly onProgress?: ((progress: ProcessingProgress) => void) | undefined;
  /** Not awaited: collect, or start work of your own. */
  readonly onDocumented?: ((batch: DocumentedBatch) => void) | undefined;
}
