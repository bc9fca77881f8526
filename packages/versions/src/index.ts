export type { ChromaCollectionState, ChromaContents, CollectionDigest } from "./chroma/chroma-contents.js";
export { type ChromaAccess, PythonChromaContents } from "./chroma/python-chroma-contents.js";
export { type CopiedHistory, copyHistory } from "./copy/copy-history.js";
export { ChromaToDoltDetector } from "./detect/chroma-to-dolt-detector.js";
export type { LocalChanges, LocalCollection } from "./detect/local-changes.js";
export * from "./errors/index.js";
export { type ForgetOptions, type ForgottenInHistory, forgetInHistory } from "./forget/forget-in-history.js";
export { forgetInWorkingCopy } from "./forget/forget-in-working-copy.js";
export { FORGOTTEN, Redaction } from "./forget/redaction.js";
export { defaultHistoryLimits, type HistoryLimits, historyLimits } from "./limits/history-limits.js";
export type { CommitOptions, CommitResult } from "./manager/commit-changes.js";
export type { CollectionDifference, Differences, DocumentDifference } from "./manager/describe-diff.js";
export type { ImportResult } from "./manager/import-chroma.js";
export type { Status } from "./manager/inspect.js";
export type { MergeResult } from "./manager/merge-branch.js";
export type { MergeOptions, MergeRoles, MergeStrategy } from "./manager/merge-policy.js";
export type { Recovery } from "./manager/recover.js";
export type { SearchAtRequest, SearchHit } from "./manager/search-at.js";
export type { DirtyMode, MoveResult, SwitchOptions } from "./manager/switch-branch.js";
export { SyncManager } from "./manager/sync-manager.js";
export type { Verification } from "./manager/verify.js";
export type { WaitingConflict, WaitingMerge } from "./manager/waiting-merge.js";
export type { WorkingCopyOptions } from "./manager/working-copy-options.js";
export type {
  CollectionConflict,
  DocumentConflict,
  MergeConflict,
  OwnText,
  Resolution,
  ShownVersions,
  Side,
  WithMetadata,
} from "./merge/conflict.js";
export type { MergePlan } from "./merge/plan-merge.js";
export type { CollectionChange, DocumentChange, RepositoryDiff, StagedBatch } from "./model/changes.js";
export type { CollectionRow } from "./model/collection-row.js";
export type { DocumentKey, DocumentRow } from "./model/document-row.js";
export type { Author, Branch, CommitSummary, Remote, RemoteBranch, Tag } from "./model/history.js";
export type { PythonLink } from "./python/call-python.js";
export { versionsPythonPath, versionsRequirements } from "./python/python-path.js";
export { DoltRepository } from "./repository/dolt/dolt-repository.js";
export { DoltliteRepository } from "./repository/doltlite/doltlite-repository.js";
export { type RepositoryLocation, RepositoryOpener } from "./repository/open-repository.js";
export type {
  CommitRequest,
  DocumentSelection,
  MergeRequest,
  PushRequest,
  Repository,
} from "./repository/repository.js";
export { LocalState, type Position } from "./state/local-state.js";
export { ChromaToDoltSyncer } from "./sync/chroma-to-dolt-syncer.js";
export { type ApplyResult, DoltToChromaSyncer } from "./sync/dolt-to-chroma-syncer.js";
