import { AccessLinker } from "../access-linker.js";
import { CallLinker, type LinkedCall } from "../call-linker.js";
import type { ObservedCall, ObservedSite } from "../observed-call.js";
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
 * Resolves the calls of one line, and the accesses of members that run something, once more and notes each step of the evaluator: why a call is bound where it is, or to
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
  const accessLinker = new AccessLinker(evaluator);
  const { calls, accesses = [] } = tree.file(unit).facts;
  const explain = (call: ObservedSite, link: () => LinkedCall): ExplainedCall =>
    // Nothing that one call found out may hide the way of the next.
    program.cache.forFile(() => {
      const linked = link();
      return { ...observeCall(tree.numbers, unit, call, linked), steps: trace.take() };
    });
  return [
    ...calls.filter((call) => call.line === line).map((call) => explain(call, () => linker.link(unit, call))),
    ...accesses
      .filter((access) => access.line === line)
      .map((access) =>
        explain({ ...access, text: access.name }, () => ({
          targets: accessLinker.link(unit, access),
          outcome: "resolved",
        })),
      )
      .filter(({ targets }) => targets.length > 0),
  ];
}
