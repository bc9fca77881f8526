import { type HookOptions, useIsolated } from "../isolation/use-isolated.js";
import {
  createIsolatedRepository,
  type IsolatedRepository,
  type IsolatedRepositoryOptions,
  type TestableRepository,
} from "./create-isolated-repository.js";

const names = ["repository", "location", "newRemoteUrl", "directory", "uniqueName", "use"] as const;

/** How each test's repository is made, and by which runner's hooks. */
export interface UseRepositoryOptions<R extends TestableRepository>
  extends IsolatedRepositoryOptions<R>,
    HookOptions {}

/** The present test's repository; to be read inside of tests and hooks only. */
export type RepositoryInTest<R extends TestableRepository> = Pick<
  IsolatedRepository<R>,
  (typeof names)[number]
>;

/**
 * Gives each test of a file or `describe` block a repository of its own, and undoes it afterwards.
 *
 * @example
 * ```ts
 * const test = useRepository({ open: (file) => opener.create(file) });
 * it("begins", async () => { expect(await test.repository.log("main")).toHaveLength(1); });
 * ```
 */
export function useRepository<R extends TestableRepository>(
  options: UseRepositoryOptions<R>,
): RepositoryInTest<R> {
  return useIsolated(() => createIsolatedRepository(options), names, options);
}
