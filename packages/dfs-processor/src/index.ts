export { NodeFailedError } from "./errors/node-failed-error.js";
export { RootNotFoundError } from "./errors/root-not-found-error.js";
export type { RunMetrics, SlowNode } from "./metrics/run-metrics.js";
export type {
  FailedNode,
  NodeOutcome,
  ProcessedNode,
  ProcessingCounts,
  ProcessingResult,
} from "./processing-result.js";
export type {
  DocumentedBatch,
  ProcessingProgress,
  ProcessNodeOptions,
  ProcessorOptions,
  ProcessSingleNode,
} from "./processor-options.js";
export { RecursiveDfsProcessor } from "./recursive-dfs-processor.js";
export { createRunReport } from "./report/create-run-report.js";
export type { FailureGroup, Recommendation, RecommendationCode, RunReport } from "./report/run-report.js";
export { type NodeText, nodeText } from "./step/node-text.js";
export { WorkPlan } from "./work-plan/work-plan.js";
