export { type Discovery, discoverFiles } from "./discover/discover-files.js";
export { readmeRank } from "./discover/introduction.js";
export { readmeHash } from "./discover/readmes.js";
export type { SkippedFile, SkipReason } from "./discover/skip-reason.js";
export { sourceHash } from "./discover/source-hash.js";
export { FactsLostError } from "./errors/facts-lost-error.js";
export { GrammarNotLoadedError } from "./errors/grammar-not-loaded-error.js";
export { ParseFailedError } from "./errors/parse-failed-error.js";
export { ParseTimeoutError } from "./errors/parse-timeout-error.js";
export { RootNotReadableError } from "./errors/root-not-readable-error.js";
export { SpoolFailedError } from "./errors/spool-failed-error.js";
export { TreeRefusedError } from "./errors/tree-refused-error.js";
export type { AddedFacts, FactsStore } from "./facts/facts-store.js";
export type { FileFacts } from "./facts/file-facts.js";
export { ScanCache } from "./facts/scan-cache.js";
export type { LastScan, ScanFindings, ScanRecord } from "./facts/scan-record.js";
export type { GraphDifference } from "./graph/compare-graphs.js";
export type { TextMask } from "./graph/text-mask.js";
export { type AnyLanguage, isTextLanguage, type Language } from "./languages/language.js";
export { ALL_LANGUAGES, LANGUAGES, languageOf } from "./languages/language-table.js";
export type { ExplainedCall } from "./link/explain/explain-calls.js";
export type { ExplainedStep } from "./link/explain/trace.js";
export type { ObservedCall, UnresolvedCall } from "./link/observed-call.js";
export { SourceParser } from "./parse/source-parser.js";
export { calleesOf, callersOf } from "./questions/callers.js";
export { type Cycles, type CyclesOptions, cyclesIn } from "./questions/cycles.js";
export { type Impact, type ImpactOptions, impactOf } from "./questions/impact.js";
export { isBelow } from "./questions/is-below.js";
export { isTestPath } from "./questions/is-test.js";
export { type OutlineEntry, outlineOf } from "./questions/outline.js";
export { type CallPath, pathBetween } from "./questions/path-between.js";
export { type Unused, type UnusedOptions, unusedIn } from "./questions/unused.js";
export {
  type ReachedNode,
  type Walk,
  type WalkDirection,
  type WalkOptions,
  walk,
} from "./questions/walk-calls.js";
export { type NodesOfTextOptions, nodesOfText } from "./scan/nodes-of-text.js";
export type { ExplainOptions, ScanOptions, ScanProgress } from "./scan/scan-options.js";
export type { ScanReport } from "./scan/scan-report.js";
export { scanTree } from "./scan/scan-tree.js";
export { type GraphVerification, verifyGraph } from "./scan/verify-graph.js";
