export * from "./errors/index.js";
export type { CollectionChange, DocumentChange, RepositoryDiff, StagedBatch } from "./model/changes.js";
export type { CollectionRow } from "./model/collection-row.js";
export type { DocumentKey, DocumentRow } from "./model/document-row.js";
export type { Author, Branch, CommitSummary, Remote, RemoteBranch, Tag } from "./model/history.js";
export type { PythonLink } from "./python/call-python.js";
export { versionsPythonPath } from "./python/python-path.js";
export { DoltliteRepository } from "./repository/doltlite/doltlite-repository.js";
export type {
  CommitRequest,
  DocumentSelection,
  MergeRequest,
  PushRequest,
  Repository,
} from "./repository/repository.js";
