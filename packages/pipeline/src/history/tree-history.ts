import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { Position } from "@stemma/versions";
import type { DocumentSummary } from "../document/document-summary.js";
import { commitTree } from "./commit-tree.js";
import { followGit } from "./follow-git.js";
import type { GitHead } from "./git-head.js";
import type { ProjectHistory } from "./project-history.js";

/** Whose history it is. */
export interface TreeHistoryRequest {
  readonly root: string;
  readonly history: ProjectHistory;
  /** Where git was at the beginning of the run; `undefined` without git. */
  readonly git: GitHead | undefined;
  /** The tree's own. */
  readonly collection: string;
  /** Its records as they are now. */
  readonly present: () => Promise<ChromaCollection>;
}

/** The history during one run of documenting: on git's branch at the beginning, committed at the end. */
export class TreeHistory {
  /** The index was brought to another commit. */
  readonly hasMoved: boolean;
  /** The index is not as documenting last left it: what it holds is worth having in the graph. */
  readonly isNewToGraph: boolean;
  readonly #request: TreeHistoryRequest;

  private constructor(request: TreeHistoryRequest, hasMoved: boolean, isNewToGraph: boolean) {
    this.#request = request;
    this.hasMoved = hasMoved;
    this.isNewToGraph = isNewToGraph;
  }

  /** To be called before the index is opened: the collection may be another one afterwards. */
  static async follow(request: TreeHistoryRequest, options: CallOptions): Promise<TreeHistory> {
    const { root, history, git, collection, present } = request;
    const { versions, place } = history;
    const moved = await followGit({ root, versions, git, collection, present }, options);
    const { commit } = await versions.position();
    const documented = await readFile(place.documentedCommitFile, "utf8").catch(() => "");
    // A move to another branch at the same commit takes back what was documented without a commit.
    const isNewToGraph = moved !== undefined || documented.trim() !== commit;
    return new TreeHistory(request, moved !== undefined, isNewToGraph);
  }

  /** Where the index stands now. */
  position(): Promise<Position> {
    return this.#request.history.versions.position();
  }

  /** Commits what changed. With a detached HEAD, of git or of the index, there is no branch that it belongs to: it stays uncommitted. */
  async finish(
    options: CallOptions & { readonly present: ChromaCollection },
  ): Promise<NonNullable<DocumentSummary["history"]>> {
    const { history, git, collection } = this.#request;
    const { versions, place } = history;
    const gitCommit = git?.commit ?? null;
    const { branch } = await versions.position();
    if (branch === null || (git !== undefined && git.branch === undefined)) {
      return { branch, outcome: "detached", commit: null, gitCommit };
    }
    const made = await commitTree(versions, git, collection, options);
    const { commit } = await versions.position();
    await mkdir(dirname(place.documentedCommitFile), { recursive: true });
    await writeFile(place.documentedCommitFile, `${commit}\n`);
    return { branch, outcome: made === undefined ? "unchanged" : "committed", commit, gitCommit };
  }
}
