import type { CollectionStore } from "../collections/collection-store.js";
import { type HookOptions, useIsolated } from "../isolation/use-isolated.js";
import {
  createIsolatedChroma,
  type IsolatedChroma,
  type IsolatedChromaOptions,
} from "./create-isolated-chroma.js";

const names = ["chroma", "directory", "uniqueName", "use"] as const;

/** How each test's Chroma is made, and by which runner's hooks. */
export interface UseChromaOptions<S extends CollectionStore> extends IsolatedChromaOptions<S>, HookOptions {}

/** The present test's Chroma; to be read inside of tests and hooks only. */
export type ChromaInTest<S extends CollectionStore> = Pick<IsolatedChroma<S>, (typeof names)[number]>;

/**
 * Gives each test of a file or `describe` block a Chroma of its own, and undoes it afterwards: collections, services,
 * directory. Trouble in that is a warning, never a failed test.
 *
 * @example
 * ```ts
 * const test = useChroma({ open: (directory) => openChroma(directory) });
 * it("counts", async () => { expect(await test.chroma.countCollections()).toBe(0); });
 * ```
 */
export function useChroma<S extends CollectionStore>(options: UseChromaOptions<S>): ChromaInTest<S> {
  return useIsolated(() => createIsolatedChroma(options), names, options);
}
