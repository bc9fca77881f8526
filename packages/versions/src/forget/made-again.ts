import type { CallOptions } from "@stemma/core";
import type { CommitSummary } from "../model/history.js";
import type { Repository } from "../repository/repository.js";
import type { CommitRows } from "./commit-rows.js";

/** Makes commits again, one after the other, on a branch of its own. */
export class MadeAgain {
  readonly #repository: Repository;
  readonly #branch: string;
  readonly #options: CallOptions;
  #hasBranch = false;

  constructor(repository: Repository, branch: string, options: CallOptions) {
    this.#repository = repository;
    this.#branch = branch;
    this.#options = options;
  }

  /** @param commit - With the parents that it is to have. */
  async make(commit: Omit<CommitSummary, "hash">, { batches }: CommitRows): Promise<string> {
    const { parents, message, author, date } = commit;
    const [ours = "", theirs] = parents;
    if (this.#hasBranch) await this.#repository.moveBranch(this.#branch, ours, this.#options);
    else await this.#repository.createBranch(this.#branch, ours, this.#options);
    this.#hasBranch = true;
    const request = { expectedHead: ours, message, author, date, mayBeEmpty: true, changes: batches };
    return theirs === undefined
      ? this.#repository.commit(this.#branch, request, this.#options)
      : this.#repository.merge(this.#branch, { ...request, theirs }, this.#options);
  }

  /** Takes the branch away, also one that a killed process has left. */
  async end(): Promise<void> {
    const branches = await this.#repository.listBranches(this.#options);
    if (branches.some(({ name }) => name === this.#branch))
      await this.#repository.deleteBranch(this.#branch, { ...this.#options, force: true });
    this.#hasBranch = false;
  }
}
