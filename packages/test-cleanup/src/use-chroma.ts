import { type Logger, silentLogger } from "@stemma/core";
import type { CollectionStore } from "./collection-store.js";
import { createIsolatedDirectory, type IsolatedDirectory } from "./isolated-directory.js";
import { tearDown } from "./tear-down.js";

/** The hooks of a test runner; jest's and vitest's globals are found by themselves. */
export interface TestHooks {
  readonly beforeEach: (run: () => Promise<void>) => void;
  readonly afterEach: (run: () => Promise<void>) => void;
}

export interface UseChromaOptions<S extends CollectionStore> {
  /** Opens the store in the test's own data directory. */
  readonly open: (dataDirectory: string) => Promise<S>;
  /** Collections that clean-up leaves alone. Default `["default"]`. */
  readonly keep?: readonly string[];
  /** One directory for all tests, which stays: clean-up then shows by its deleted collections alone. Default: a new one each. */
  readonly fixedDirectory?: string;
  /** `false` leaves the collections, to look at after a failure. Default `true`. */
  readonly cleanUp?: boolean;
  readonly logger?: Logger;
  readonly hooks?: TestHooks;
}

/** The present test's store; its fields may be read inside of tests and hooks only. */
export interface ChromaInTest<S extends CollectionStore> {
  readonly chroma: S;
  readonly directory: string;
}

/**
 * Gives each test of a file or `describe` block a store of its own, and undoes it afterwards: collections, store,
 * directory. Trouble in that is a warning, never a failed test.
 *
 * @example
 * ```ts
 * const test = useChroma({ open: (directory) => openChroma(directory) });
 * it("counts", async () => { expect(await test.chroma.countCollections()).toBe(0); });
 * ```
 */
export function useChroma<S extends CollectionStore>(options: UseChromaOptions<S>): ChromaInTest<S> {
  const { open, keep, fixedDirectory, cleanUp = true, logger = silentLogger } = options;
  const { beforeEach, afterEach } = options.hooks ?? globalHooks();
  let directory: IsolatedDirectory | undefined;
  let chroma: S | undefined;

  beforeEach(async () => {
    directory =
      fixedDirectory === undefined ? await createIsolatedDirectory({ prefix: "chroma-test" }) : undefined;
    chroma = await open(fixedDirectory ?? directory?.path ?? "");
  });
  afterEach(async () => {
    const stores = chroma ? [chroma] : [];
    if (cleanUp) await tearDown({ stores, directory, keep, logger });
    else await chroma?.close?.();
    directory = undefined;
    chroma = undefined;
  });

  return {
    get chroma() {
      return inTest(chroma);
    },
    get directory() {
      return fixedDirectory ?? inTest(directory).path;
    },
  };
}

function inTest<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("useChroma's store exists only inside a test or its hooks");
  return value;
}

function globalHooks(): TestHooks {
  const hooks = globalThis as Partial<TestHooks>;
  if (hooks.beforeEach && hooks.afterEach) return hooks as TestHooks;
  throw new Error("no beforeEach and afterEach here: call useChroma in a test file, or pass { hooks }");
}
