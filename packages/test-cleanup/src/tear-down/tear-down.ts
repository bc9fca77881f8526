import { readdir } from "node:fs/promises";
import type { CollectionStore } from "../collections/collection-store.js";
import { deleteCollections } from "../collections/delete-collections.js";
import { openFilesUnder } from "../leaks/open-files.js";
import { type CleanUpOptions, type CleanUpStep, runCleanUpSteps } from "./clean-up-steps.js";
import { warningsOnStderr } from "./warnings-on-stderr.js";

/** What a test used, in the order of use. */
export interface TearDownRequest extends CleanUpOptions {
  readonly stores?: readonly CollectionStore[] | undefined;
  /** Anything else to close after the stores, the last one first; such as a Python context. */
  readonly services?: readonly { close(): Promise<unknown> }[] | undefined;
  readonly directory?: { readonly path: string; remove(): Promise<void> } | undefined;
  /** Collections that stay. Default `["default"]`. */
  readonly keep?: readonly string[] | undefined;
}

/**
 * Undoes what a test did: first its collections, then the stores and services (which lets go of files), then the
 * directory. Each step is tried whatever became of the one before, and in a time of its own.
 *
 * Never rejects: trouble is a warning with its reason, so that it neither fails a test nor hides the test's own failure.
 *
 * @returns the warnings, none when all went well.
 */
export function tearDown(request: TearDownRequest): Promise<string[]> {
  const { stores = [], services = [], directory, keep, logger = warningsOnStderr } = request;
  const steps: CleanUpStep[] = [
    ...stores.map((store) => ({
      what: "delete collections",
      run: () => deleteCollections(store, { keep, logger }),
    })),
    ...stores.map((store) => ({ what: "close the store", run: async () => store.close?.() })),
    ...services.toReversed().map((service) => ({ what: "close the service", run: () => service.close() })),
    ...(directory ? [removal(directory)] : []),
  ];
  return runCleanUpSteps(steps, { ...request, logger });
}

/** The step that removes a directory; what is still open there and what could not be removed explain a failure. */
export function removal(directory: { readonly path: string; remove(): Promise<void> }): CleanUpStep {
  return {
    what: `remove ${directory.path}`,
    run: () => directory.remove(),
    diagnose: async () => ({
      openFiles: await openFilesUnder(directory.path),
      left: await readdir(directory.path).catch(() => []),
    }),
  };
}
