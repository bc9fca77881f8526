import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createIsolated,
  type Isolated,
  type IsolationOptions,
  type TestPlace,
} from "../isolation/isolated.js";

/** What clean-up needs of a repository; `Repository` and `SyncManager` of `@stemma/versions` fit. */
export interface TestableRepository {
  close(): Promise<void>;
}

/** Where a test's repository lives. */
export interface RepositoryPlace extends TestPlace {
  /** A URL at which nothing is yet: a remote to push to. */
  newRemoteUrl(): string;
}

/** How a test's repository is made. */
export interface IsolatedRepositoryOptions<R extends TestableRepository> extends IsolationOptions {
  /** Opens or creates the repository at the test's own location. */
  readonly open: (location: string, place: RepositoryPlace) => Promise<R>;
  /** A server for its database, such as that of `startDolt()`. Default: none, a doltlite file. */
  readonly server?: { urlOf(database: string): string } | undefined;
  /** Drops the test's database on the server. Default: it stays until the server stops. */
  readonly dropDatabase?: ((database: string) => Promise<unknown>) | undefined;
}

/** A repository of one test. */
export interface IsolatedRepository<R extends TestableRepository> extends Isolated<R>, RepositoryPlace {
  readonly repository: R;
  /** The file, or the URL on the server. */
  readonly location: string;
}

/** Makes a repository that no other test shares, for any test runner; `close()` closes and removes it. */
export async function createIsolatedRepository<R extends TestableRepository>(
  options: IsolatedRepositoryOptions<R>,
): Promise<IsolatedRepository<R>> {
  const { open, server, dropDatabase } = options;
  let location = "";
  let database = "";
  let newRemoteUrl = (): string => "";
  const isolated = await createIsolated<R>(
    {
      prefix: "repository-test",
      open(place) {
        database = place.uniqueName("repository");
        location = server?.urlOf(database) ?? join(place.directory, "history.doltlite");
        newRemoteUrl = () => pathToFileURL(join(place.directory, "remotes", place.uniqueName("remote"))).href;
        return open(location, { ...place, newRemoteUrl });
      },
      deleteData: () => [],
      closeStore: (repository) => [{ what: "close the repository", run: () => repository.close() }],
      // On a server, with connections closed.
      deleteAfterClosing: () =>
        server && dropDatabase ? [{ what: "drop the database", run: () => dropDatabase(database) }] : [],
    },
    options,
  );
  return { ...isolated, repository: isolated.store, location, newRemoteUrl };
}
