import { type Clock, Deadline, type Logger, silentLogger, systemClock } from "@stemma/core";
import type { CollectionStore } from "./collection-store.js";
import { deleteCollections } from "./delete-collections.js";

/** What a test used, in the order of use. */
export interface TearDownRequest {
  readonly stores?: readonly CollectionStore[];
  /** Anything else to close after the stores, such as a Python context. */
  readonly services?: readonly { close(): Promise<void> }[];
  readonly directory?: { readonly path: string; remove(): Promise<void> } | undefined;
  /** Collections that stay. Default `["default"]`. */
  readonly keep?: readonly string[] | undefined;
  /** Default: silent. */
  readonly logger?: Logger | undefined;
  /** Milliseconds for each step. Default 30,000. */
  readonly stepTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Undoes what a test did: first its collections, then the stores and services (which lets go of files), then the
 * directory. Each step is tried whatever became of the one before, and in a time of its own.
 *
 * Never rejects: trouble is a warning with its reason, so that it neither fails a test nor hides the test's own failure.
 *
 * @returns the warnings, none when all went well.
 */
export async function tearDown(request: TearDownRequest): Promise<string[]> {
  const { stores = [], services = [], directory, keep, logger = silentLogger } = request;
  const { stepTimeoutMs = 30_000, clock = systemClock } = request;
  const warnings: string[] = [];
  const step = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await new Deadline(what, { timeoutMs: stepTimeoutMs }, stepTimeoutMs, clock).race(work());
    } catch (error) {
      warnings.push(`${what}: ${String(error)}`);
      logger.warn({ step: what, reason: String(error) }, "Clean-up of the test is incomplete");
    }
  };
  for (const store of stores)
    await step("delete collections", () => deleteCollections(store, { keep, logger }));
  for (const store of stores) await step("close the store", async () => store.close?.());
  for (const service of services) await step("close the service", () => service.close());
  if (directory) await step(`remove ${directory.path}`, () => directory.remove());
  return warnings;
}
