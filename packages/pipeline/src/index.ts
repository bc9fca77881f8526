export type { ExplainedCall, GraphVerification, OutlineEntry, ScanReport } from "@stemma/code-graph";
export type { PythonSetup } from "@stemma/python-context";
export type {
  Branch,
  CommitResult,
  CommitSummary,
  CopiedHistory,
  Differences,
  ImportResult,
  MergeResult,
  MoveResult,
  Position,
  Remote,
  RemoteBranch,
  Status,
  SyncManager,
  Tag,
  Verification,
  WaitingConflict,
  WaitingMerge,
} from "@stemma/versions";
export { untilFree } from "./along/until-free.js";
export type { AnsweredSentence, ModelAnswer, Passage, TreeAnswer } from "./ask/tree-answer.js";
export type { BlamedSentence } from "./changes/blame-symbol.js";
export type { BeforeAndAfter, Changes, FileChange, SymbolChange, WordPart } from "./changes/changes.js";
export type { MergePreview } from "./changes/merge-preview.js";
export type { SymbolHistories, SymbolHistoriesOptions, ToldRevision } from "./changes/symbol-histories.js";
export type { SymbolRevision } from "./changes/symbol-history.js";
export { wordParts } from "./changes/word-parts.js";
export { configSchema, type StemmaConfig, type StemmaConfigInput } from "./config/config-schema.js";
export { type LoadedConfig, loadConfig, type ProjectFlags } from "./config/load-config.js";
export {
  DIAGRAM_FORMATS,
  type Diagram,
  type DiagramFormat,
  type DiagramNode,
} from "./diagram/diagram.js";
export { writeDiagram } from "./diagram/write-diagram.js";
export type { DoctorCheck } from "./doctor/doctor-check.js";
export { missingVenvAdvice } from "./doctor/missing-venv.js";
export { runDoctor } from "./doctor/run-doctor.js";
export type { DocumentSummary, SkippedFile } from "./document/document-summary.js";
export type { DocumentPhase, DocumentProgress, SpentSoFar } from "./document/progress.js";
export { Bursts, type BurstsOptions, type Closeable } from "./door/bursts.js";
export { CallRunner } from "./door/call-runner.js";
export { endWithin } from "./door/end-within.js";
export { visible, visibleValue } from "./door/visible-text.js";
export { AmbiguousSymbolError } from "./errors/ambiguous-symbol-error.js";
export { CleartextError } from "./errors/cleartext-error.js";
export { ConfigError } from "./errors/config-error.js";
export { DirectoryNotFoundError } from "./errors/directory-not-found-error.js";
export { EmbedderChangedError } from "./errors/embedder-changed-error.js";
export { ExportRefusedError } from "./errors/export-refused-error.js";
export { ForgetUnfinishedError } from "./errors/forget-unfinished-error.js";
export { GitError } from "./errors/git-error.js";
export { GraphEmptyError } from "./errors/graph-empty-error.js";
export { HistoryMissingError } from "./errors/history-missing-error.js";
export { HooksError } from "./errors/hooks-error.js";
export { LeaseLostError } from "./errors/lease-lost-error.js";
export { NoGitBranchError } from "./errors/no-git-branch-error.js";
export { NotDocumentedError } from "./errors/not-documented-error.js";
export { StateInUseError } from "./errors/state-in-use-error.js";
export { StateUnusableError } from "./errors/state-unusable-error.js";
export { SymbolNotFoundError } from "./errors/symbol-not-found-error.js";
export { TextRefusedError } from "./errors/text-refused-error.js";
export { TooManyCallsError } from "./errors/too-many-calls-error.js";
export type { DocumentEstimate } from "./estimate/document-estimate.js";
export { type EstimateOptions, estimateDocument } from "./estimate/estimate-document.js";
export type { ForgetReport, ForgottenPlace } from "./forget/forget-report.js";
export { type ForgetTextOptions, forgetText } from "./forget/forget-text.js";
export type { CollectedPlace, GcReport } from "./gc/gc-report.js";
export type { Circle, Circles } from "./graph/circles.js";
export type { FileOutline, Outline } from "./graph/definitions.js";
export { diagramOfCircles, type FoundSteps } from "./graph/diagram-of.js";
export type { Unused } from "./graph/unused.js";
export type {
  ExplainedLines,
  ExplainedNode,
  ExplainedSentence,
  ExplainedText,
} from "./grounding/explained-text.js";
export type { DoubtfulText, TextsVerification } from "./grounding/texts-verification.js";
export { copyTreeHistory } from "./history/copy-tree-history.js";
export type { GitCommit, GitCommits } from "./history/git-commits.js";
export type { GitLog, GitRef, LoggedGitCommit } from "./history/git-log.js";
export type { HistoryGraph, HistoryGraphOptions, IndexRef } from "./history/history-graph.js";
export {
  type ConflictField,
  openConflict,
  type PlainConflict,
  plainConflict,
} from "./history/plain-conflict.js";
export type { HistoryBeginning } from "./history/project-history.js";
export { embeddingText } from "./index/embedding-text.js";
export { mergeRoles } from "./index/merge-roles.js";
export type { EntryPoint } from "./map/entry-points.js";
export type { ReachedFile } from "./map/test-reach.js";
export type { MappedFile, TreeMap } from "./map/tree-map.js";
export type { AcceptedTexts } from "./origin/accept-texts.js";
export type { TextOrigin } from "./origin/text-origin.js";
export type { EditableText, EditedText, TakenEdits } from "./own-texts/edited-text.js";
export type {
  AskOptions,
  AtOptions,
  BelowOptions,
  CyclesOptions,
  OpenProjectOptions,
  PathOptions,
  RunBudget,
  SearchOptions,
  ShownSymbols,
  ShowOptions,
  TraceOptions,
} from "./project/project-options.js";
export { StemmaProject } from "./project/stemma-project.js";
export { type RepairDataOptions, repairData } from "./repair/repair-data.js";
export type { CollectionRepair, RepairReport } from "./repair/repair-report.js";
export type { LlmReport } from "./report/llm-report.js";
export { outcomeWords } from "./runs/outcome-words.js";
export type { RunProgress } from "./runs/run-progress.js";
export type { RunOutcome } from "./runs/run-record.js";
export { formatTimeLeft, TimeLeft } from "./runs/time-left.js";
export { findUnfinishedRun, type NothingToResume, type UnfinishedRun } from "./runs/unfinished-run.js";
export type { MatchingLine } from "./search/matching-lines.js";
export type { SearchFilter } from "./search/search-filter.js";
export type { SearchResult } from "./search/search-result.js";
export type { Suggestion } from "./search/suggest-places.js";
export { findSecrets } from "./secrets/find-secrets.js";
export { type FoundSecret } from "./secrets/found-secret.js";
export { maskSecrets } from "./secrets/mask-secrets.js";
export type { MaskedSecrets } from "./secrets/secret-tally.js";
export { type SetUpEnvironmentOptions, setUpEnvironment } from "./setup/set-up-environment.js";
export type { RelatedSymbol, SymbolDescription } from "./show/symbol-description.js";
export type { SourceFile } from "./source/read-source-file.js";
export { readSpending } from "./spending/read-spending.js";
export type { RunSpending, Spending, SpendingLine } from "./spending/spending.js";
export type { Answer, ChangedFile, Freshness, Standing, StandingReason } from "./standing/standing.js";
export type { Impact } from "./trace/impact.js";
export type { Neighbour, Neighbourhood, NeighbourhoodLimits } from "./trace/neighbourhood.js";
export type { Trace, TraceDirection, TraceLimits, TraceStep } from "./trace/trace.js";
export { trustVariable } from "./trust/says-trust.js";
export { distrustTree, type TrustedTree, trustTree } from "./trust/trust-tree.js";
export { WarmTree, type WarmTreeOptions } from "./warm/warm-tree.js";
export { withoutParts } from "./wiki/own-words.js";
export type { FilePage, FolderPage, WikiPage, WikiReference, WikiSymbol } from "./wiki/wiki-page.js";
export type { WrittenPages } from "./wiki/written-pages.js";
export { PageFolder } from "./wiki/written-pages.js";
export type { NextWorkOptions } from "./work-items/next-work.js";
export type {
  AcceptedText,
  ItemReference,
  NextWork,
  SubmittedText,
  WorkItem,
} from "./work-items/work-item.js";
