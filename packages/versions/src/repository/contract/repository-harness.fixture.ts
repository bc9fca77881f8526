import type { FetchOptions, Repository } from "../repository.js";

/** How the contract gets repositories of one kind. All of them are closed and removed by the harness's owner. */
export interface RepositoryHarness {
  /** A new repository with nothing but the first commit. */
  create(): Promise<Repository>;
  /** A second, independent opening of the same repository. */
  reopen(repository: Repository): Promise<Repository>;
  clone(url: string, options?: FetchOptions): Promise<Repository>;
  /** A URL where nothing is yet. */
  newRemoteUrl(): string;
  /** An address at which nothing answers. */
  readonly unreachableUrl: string;
}
