export type { ChromaCollection } from "./api/chroma-collection.js";
export type { ChromaService } from "./api/chroma-service.js";
export type { ChromaDatabase, ChromaTenants, Page } from "./api/chroma-tenants.js";
export type {
  CollectionConfiguration,
  CopyCollectionRequest,
  CreateCollectionRequest,
  GetCollectionRequest,
  ModifyCollectionByNameRequest,
  ModifyCollectionRequest,
} from "./api/collection-requests.js";
export { EmbeddedAdminClient, type EmbeddedAdminClientArgs } from "./client/embedded-admin-client.js";
export { EmbeddedChromaClient, type EmbeddedChromaClientArgs } from "./client/embedded-chroma-client.js";
export type { EmbeddedServicesOptions } from "./client/embedded-services.js";
export { embeddingFunctionOf } from "./client/embedding-function-of.js";
export type {
  CollectionAddress,
  DamagedCollection,
  RepairedCollection,
} from "./directory/damaged-collection.js";
export { inspectDirectory } from "./directory/inspect-directory.js";
export {
  type RepairDirectoryOptions,
  repairDirectory,
  type WantedVectors,
} from "./directory/repair-directory.js";
export type { PythonLink } from "./embedded/call-python.js";
export { ChromaPythonService } from "./embedded/chroma-python-service.js";
export {
  ChromaClientPool,
  type ClientLease,
  type ClientTarget,
  type PooledClient,
} from "./embedded/client-pool.js";
export { chromaPythonPath, chromaRequirements } from "./embedded/python-path.js";
export { CachedEmbedder } from "./embedder/cached-embedder.js";
export type { Embedder, EmbedOptions } from "./embedder/embedder.js";
export { EmbeddingCache } from "./embedder/embedding-cache.js";
export { EndpointEmbedder, type EndpointEmbedderOptions } from "./embedder/endpoint-embedder.js";
export {
  type EmbeddingFunction,
  FunctionEmbedder,
  type FunctionEmbedderOptions,
} from "./embedder/function-embedder.js";
export { MiniLmEmbedder, type MiniLmEmbedderOptions } from "./embedder/mini-lm-embedder.js";
export { StaticEmbedder, type StaticEmbedderOptions } from "./embedder/static/static-embedder.js";
export { ChromaError, type ChromaErrorOptions } from "./errors/chroma-error.js";
export { ChromaInvalidArgumentError } from "./errors/chroma-invalid-argument-error.js";
export { ChromaNotInstalledError } from "./errors/chroma-not-installed-error.js";
export { ChromaOperationError } from "./errors/chroma-operation-error.js";
export { ChromaTimeoutError } from "./errors/chroma-timeout-error.js";
export { ChromaUnavailableError } from "./errors/chroma-unavailable-error.js";
export { CollectionExistsError } from "./errors/collection-exists-error.js";
export { CollectionNotFoundError } from "./errors/collection-not-found-error.js";
export { DataDirectoryLockedError, type DataDirectoryOwner } from "./errors/data-directory-locked-error.js";
export { DataDirectoryUnusableError } from "./errors/data-directory-unusable-error.js";
export { DatabaseExistsError } from "./errors/database-exists-error.js";
export { DatabaseNotFoundError } from "./errors/database-not-found-error.js";
export { DimensionMismatchError } from "./errors/dimension-mismatch-error.js";
export { EmbeddingFailedError } from "./errors/embedding-failed-error.js";
export { EmbeddingModelMismatchError } from "./errors/embedding-model-mismatch-error.js";
export { IndexDamagedError } from "./errors/index-damaged-error.js";
export { type InvalidRecord, InvalidRecordsError } from "./errors/invalid-records-error.js";
export { ModelMissingError } from "./errors/model-missing-error.js";
export { NotAuthorizedError } from "./errors/not-authorized-error.js";
export { NotSupportedError } from "./errors/not-supported-error.js";
export { ChromaHttpService } from "./http/chroma-http-service.js";
export type { ServerAccess } from "./http/server-address.js";
export type { EmbeddingModel } from "./model/embedding-model.js";
export type { Where, WhereCondition, WhereDocument } from "./model/filters.js";
export type { Metadata, MetadataValue } from "./model/metadata.js";
export type {
  DeleteRequest,
  Embeddings,
  GetRequest,
  GetResult,
  IncludedField,
  QueryRequest,
  QueryResult,
  RecordBatch,
  RecordFilter,
  WriteOptions,
} from "./model/records.js";
export { type OpenChromaOptions, openChroma } from "./open-chroma.js";
export type { RetryPolicy } from "./operations/retry-policy.js";
export { type Projection, projectVectors } from "./projection/project-vectors.js";
export { vectorAt } from "./vectors/vector-batch.js";
