import {
  type Attributes,
  type Context,
  context,
  type Span,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import type { SubtreeNode } from "@stemma/graph-store";
import { LIBRARY_NAME } from "./library-name.js";

/**
 * Spans of one run: `stemma.process_node` around it all, and within it a `stemma.document_node` for each node's turn, in
 * which a provider's own spans find their place. They carry ids and outcomes, never sources or texts.
 */
export class RunTracer {
  readonly #tracer: Tracer;
  #runContext: Context = context.active();
  #runSpan: Span | undefined;

  /** @param provider - The process's own by default. */
  constructor(provider: TracerProvider = trace.getTracerProvider()) {
    this.#tracer = provider.getTracer(LIBRARY_NAME);
  }

  /** The whole run. */
  run<T>(root: string, work: () => Promise<T>): Promise<T> {
    const span = this.#tracer.startSpan("stemma.process_node", { attributes: { "stemma.root": root } });
    this.#runSpan = span;
    this.#runContext = trace.setSpan(context.active(), span);
    return within(span, this.#runContext, work);
  }

  /** What becomes known of the run as it goes. */
  describeRun(attributes: Attributes): void {
    this.#runSpan?.setAttributes(attributes);
  }

  /** One node's turn; in a cycle there are two. */
  node<T>({ id, label }: SubtreeNode, pass: 1 | 2, work: () => Promise<T>): Promise<T> {
    // Nobody listens, or this run was not chosen.
    if (this.#runSpan?.isRecording() !== true) return work();
    const attributes = { "stemma.node.id": id, "stemma.node.label": label, "stemma.pass": pass };
    const span = this.#tracer.startSpan("stemma.document_node", { attributes }, this.#runContext);
    return within(span, trace.setSpan(this.#runContext, span), work);
  }
}

async function within<T>(span: Span, spanContext: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await context.with(spanContext, work);
  } catch (error) {
    span.recordException(error instanceof Error ? error : String(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
