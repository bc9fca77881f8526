export type { CollectionStore } from "./collections/collection-store.js";
export { type DeleteCollectionsOptions, deleteCollections } from "./collections/delete-collections.js";
export { type CreatingStore, recreateCollection } from "./collections/recreate-collection.js";
export { killAt } from "./faults/kill-at.js";
export { PythonFaults } from "./faults/python-faults.js";
export { type RunScriptOptions, runScript, type ScriptEnding } from "./faults/run-script.js";
export type {
  BatchScript,
  CallOutcome,
  ScriptedBatch,
  ScriptedCall,
} from "./faults/scripted-batches/scripted-batch.js";
export {
  type ScriptedBatches,
  startScriptedBatches,
} from "./faults/scripted-batches/start-scripted-batches.js";
export {
  answerWith,
  cutAfter,
  embedAs,
  failWith,
  type ModelBehaviour,
  malformedJson,
  stall,
} from "./faults/scripted-model/model-behaviour.js";
export {
  type ModelRequest,
  type ModelScript,
  type ScriptedModel,
  startScriptedModel,
} from "./faults/scripted-model/start-scripted-model.js";
export type { Isolated, IsolationOptions, TestPlace } from "./isolation/isolated.js";
export { createIsolatedDirectory, type IsolatedDirectory } from "./isolation/isolated-directory.js";
export { uniqueName } from "./isolation/unique-name.js";
export type { HookOptions, TestHooks } from "./isolation/use-isolated.js";
export { type Census, takeCensus } from "./leaks/census.js";
export { expectNoLeaks, type LeakCheck } from "./leaks/expect-no-leaks.js";
export { openFilesUnder } from "./leaks/open-files.js";
export type { ProcessCensus } from "./leaks/process-census.js";
export type { CountingPython, PythonCensus } from "./leaks/python-census.js";
export { testingPythonPath } from "./python/python-path.js";
export type { TestablePython } from "./python/testable-python.js";
export { freePort } from "./servers/free-port.js";
export { type ChromaServer, startChromaServer } from "./servers/start-chroma-server.js";
export {
  createIsolatedChroma,
  type IsolatedChroma,
  type IsolatedChromaOptions,
} from "./stores/create-isolated-chroma.js";
export {
  createIsolatedGraph,
  type IsolatedGraph,
  type IsolatedGraphOptions,
} from "./stores/create-isolated-graph.js";
export {
  createIsolatedRepository,
  type IsolatedRepository,
  type IsolatedRepositoryOptions,
  type RepositoryPlace,
  type TestableRepository,
} from "./stores/create-isolated-repository.js";
export type { TestableGraph } from "./stores/testable-graph.js";
export { type ChromaInTest, type UseChromaOptions, useChroma } from "./stores/use-chroma.js";
export { type GraphInTest, type UseGraphOptions, useGraph } from "./stores/use-graph.js";
export { type RepositoryInTest, type UseRepositoryOptions, useRepository } from "./stores/use-repository.js";
export type { CleanUpOptions } from "./tear-down/clean-up-steps.js";
export { type LogRecord, RecordingLogger } from "./tear-down/recording-logger.js";
export { type TearDownRequest, tearDown } from "./tear-down/tear-down.js";
