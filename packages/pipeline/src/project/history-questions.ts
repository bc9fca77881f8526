import type { ChromaCollection } from "@stemma/chroma";
import type { CallOptions } from "@stemma/core";
import type { CommitSummary, MoveResult } from "@stemma/versions";
import type { BlamedSentence } from "../changes/blame-symbol.js";
import type { Changes } from "../changes/changes.js";
import type { MergePreview } from "../changes/merge-preview.js";
import type { SymbolHistories, SymbolHistoriesOptions } from "../changes/symbol-histories.js";
import type { SymbolRevision } from "../changes/symbol-history.js";
import { NoGitBranchError } from "../errors/no-git-branch-error.js";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import { type GitCommits, gitCommitsOf } from "../history/git-commits.js";
import type { HistoryGraph, HistoryGraphOptions } from "../history/history-graph.js";
import { findSymbols } from "../show/describe-symbol.js";
import type { ProjectContext } from "./project-context.js";

/** Questions to the history of the index, beside git's. */
export class HistoryQuestions {
  readonly #project: ProjectContext;

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  async changes(from: string | undefined, to: string | undefined, options: CallOptions): Promise<Changes> {
    const index = await this.#project.comparedIndex();
    const { changesBetween, uncommittedChanges } = await import("../changes/project-changes.js");
    if (from !== undefined) return changesBetween(index, from, to, options);
    return uncommittedChanges(index, (await this.#project.stores.engine()).collection, options);
  }

  async showCommit(ref: string, options: CallOptions): Promise<CommitSummary & Changes> {
    const { changesOf } = await import("../changes/project-changes.js");
    return changesOf(await this.#project.comparedIndex(), ref, options);
  }

  async previewMerge(ref: string | undefined, options: CallOptions): Promise<MergePreview> {
    const { previewMerge } = await import("../changes/merge-preview.js");
    return previewMerge(await this.#project.comparedIndex(), ref, options);
  }

  async symbolHistory(
    name: string,
    options: CallOptions & { readonly ref?: string },
  ): Promise<SymbolRevision[]> {
    const graph = await this.#project.stores.graph();
    const { quality, nodes } = await findSymbols(graph, name, { ...options, root: this.#project.state.root });
    const meant = quality === "similar" ? [] : nodes.map(({ id }) => id);
    if (meant.length > 1) throw new SymbolNotFoundError(name, { similar: meant });
    const { symbolHistory } = await import("../changes/symbol-history.js");
    // What the tree has no more is known by its id.
    const revisions = await symbolHistory(await this.#project.comparedIndex(), meant[0] ?? name, options);
    if (revisions.length === 0 && meant.length === 0)
      throw new SymbolNotFoundError(name, { similar: nodes.map(({ id }) => id) });
    return revisions;
  }

  async symbolHistories(options: SymbolHistoriesOptions): Promise<SymbolHistories> {
    const { symbolHistories } = await import("../changes/symbol-histories.js");
    return symbolHistories(await this.#project.comparedIndex(), options);
  }

  async graph(options: HistoryGraphOptions): Promise<HistoryGraph> {
    const { historyGraph } = await import("../history/history-graph.js");
    return historyGraph(await this.#project.openHistory(), this.#project.state.root, options);
  }

  async blame(name: string, options: CallOptions): Promise<BlamedSentence[]> {
    const { blameSentences } = await import("../changes/blame-symbol.js");
    const { remotesOfCommits } = await import("../origin/remotes-of-commits.js");
    const revisions = await this.symbolHistory(name, options);
    const remoteOf = await remotesOfCommits(await this.#project.openHistory(), options);
    return blameSentences(revisions, { origins: this.#project.origins, remoteOf });
  }

  gitCommits(commits: readonly Pick<CommitSummary, "hash" | "message">[]): Promise<GitCommits> {
    return gitCommitsOf(this.#project.state.root, commits);
  }

  async followGit(options: CallOptions): Promise<MoveResult | undefined> {
    const { root } = this.#project.state;
    const { gitHead } = await import("../history/git-head.js");
    const git = await gitHead(root);
    if (git?.branch === undefined) throw new NoGitBranchError(root, git !== undefined);
    const versions = await this.#project.openHistory();
    const { followGit } = await import("../history/follow-git.js");
    const present = async (): Promise<ChromaCollection> => (await this.#project.stores.engine()).collection;
    return followGit({ root, versions, git, collection: this.#project.config.collection, present }, options);
  }
}
