import type { FailedNode, ProcessingResult } from "../processing-result.js";
import { recommend } from "./recommend.js";
import type { FailureGroup, RunReport } from "./run-report.js";

const EXAMPLES = 10;

/**
 * Makes the report of a finished run.
 *
 * @example
 * ```ts
 * const result = await processor.processNode("src");
 * await writeFile("report.json", JSON.stringify(createRunReport(result), null, 2));
 * ```
 */
export function createRunReport(result: Omit<ProcessingResult, "nodes" | "documentation">): RunReport {
  const { sessionId, rootId, isComplete, counts, metrics, failed } = result;
  const failures = groupByCode(failed);
  return {
    formatVersion: 1,
    sessionId,
    rootId,
    isComplete,
    counts,
    metrics,
    failures,
    recommendations: recommend({ isComplete, counts, metrics, failures }),
  };
}

function groupByCode(failed: readonly FailedNode[]): FailureGroup[] {
  const groups = new Map<string, FailedNode[]>();
  for (const node of failed) {
    const code = node.code ?? "-";
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [node]);
    else group.push(node);
  }
  return Array.from(groups, ([code, nodes]) => ({
    code,
    count: nodes.length,
    examples: nodes.slice(0, EXAMPLES),
  })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
