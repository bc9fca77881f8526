import { CallLinker } from "../call-linker.js";
import type { ObservedCall } from "../observed-call.js";
import { observeCall } from "../observed-call.js";
import { AskedTree } from "../queries/asked-tree.js";
import type { TreeTables } from "../queries/query-kind.js";
import { tableQueries } from "../queries/tree-queries.js";
import { type ExplainedStep, Trace } from "./trace.js";
import { TracingEvaluator, tracing } from "./tracing-evaluator.js";

/** A call with what it was bound to, and the way there. */
export interface ExplainedCall extends ObservedCall {
  readonly steps: readonly ExplainedStep[];
}

/**
 * Resolves the calls of one line once more and notes each step of the evaluator: why a call is bound where it is, or to
 * nothing.
 *
 * @param tables - settled.
 * @param line - from 1.
 */
export function explainCalls(tables: TreeTables, unit: number, line: number): ExplainedCall[] {
  const { program } = tables;
  const trace = new Trace();
  const tree = new AskedTree(program, tracing(tableQueries(tables), trace));
  const evaluator = new TracingEvaluator(tree, program.cache.packageNames, trace);
  evaluator.hierarchy.settle();
  const linker = new CallLinker(evaluator);
  const calls = tree.file(unit).facts.calls.filter((call) => call.line === line);
  return calls.map((call) =>
    // Nothing that one call found out may hide the way of the next.
    program.cache.forFile(() => {
      const linked = linker.link(unit, call);
      return { ...observeCall(tree.numbers, unit, call, linked), steps: trace.take() };
    }),
  );
}
