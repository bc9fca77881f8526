import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { ChromaCollection } from "@stemma/chroma";
import type { GraphVerification, ScanOptions, ScanReport } from "@stemma/code-graph";
import { type CallOptions, InvalidArgumentError, type Logger, silentLogger } from "@stemma/core";
import type { LlmProvider } from "@stemma/llm";
import type { CommitSummary, MoveResult, SyncManager } from "@stemma/versions";
import type { BlamedSentence } from "../changes/blame-symbol.js";
import type { Changes } from "../changes/changes.js";
import type { ComparedIndex } from "../changes/project-changes.js";
import type { SymbolRevision } from "../changes/symbol-history.js";
import type { StemmaConfig } from "../config/config-schema.js";
import { type LoadedConfig, loadConfig, type ProjectFlags } from "../config/load-config.js";
import type { DocumentSummary } from "../document/document-summary.js";
import type { DocumentProgress } from "../document/progress.js";
import { withSpent } from "../document/with-spent.js";
import { NoGitBranchError } from "../errors/no-git-branch-error.js";
import { NotDocumentedError } from "../errors/not-documented-error.js";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import { type GitCommits, gitCommitsOf } from "../history/git-commits.js";
import { type HistoryPaths, historyPaths } from "../history/history-paths.js";
import type { HistoryBeginning } from "../history/project-history.js";
import type { TreeHistory } from "../history/tree-history.js";
import { ownTextsInFile } from "../index/own-texts-in-file.js";
import type { SearchEngine } from "../index/search-engine.js";
import { ownTexts } from "../index/texts-of-people.js";
import { trackRun } from "../runs/track-run.js";
import type { ScanProjectOptions } from "../scan/scan-project.js";
import { placeTest, type SearchFilter } from "../search/search-filter.js";
import type { SearchResult } from "../search/search-result.js";
import { searchStages } from "../search/search-stages.js";
import { searchTree, type TreeQuestion } from "../search/search-tree.js";
import { describeSymbol, findSymbols } from "../show/describe-symbol.js";
import type { SymbolDescription } from "../show/symbol-description.js";
import { findStanding, peekPosition, standingAt } from "../standing/find-standing.js";
import { beginRecord, keepDocumented } from "../standing/keep-standing.js";
import type { FoundPlaces } from "../standing/look-at-tree.js";
import type { Answer, Standing } from "../standing/standing.js";
import { findStateDirectory, prepareStateDirectory, type StateDirectory } from "../state/state-directory.js";
import { tightenModes } from "../state/tighten-modes.js";
import { warnOfWithheld } from "../trust/warn-of-withheld.js";
import type { WrittenPages } from "../wiki/written-pages.js";
import { OpenedStores } from "./opened-stores.js";
import { requireDirectory } from "./require-directory.js";
import { withStopSignal } from "./stop-signal.js";

/** How a project is opened. */
export interface OpenProjectOptions {
  /** Overrides environment, file and defaults. */
  readonly flags?: ProjectFlags | undefined;
  /** Default: silent. */
  readonly logger?: Logger | undefined;
}

/** How {@link StemmaProject.document} is run. */
export interface DocumentOptions {
  readonly signal?: AbortSignal | undefined;
  /** Follow git's branch and commit what changed. Default `true`. */
  readonly commit?: boolean | undefined;
  readonly onProgress?: ((progress: DocumentProgress) => void) | undefined;
}

/** How {@link StemmaProject.scan} is run. */
export type ProjectScanOptions = Pick<ScanOptions, "signal" | "onProgress" | "explain">;

/** How {@link StemmaProject.search} is run. */
export interface SearchOptions extends CallOptions {
  /** How many results. Default 10. */
  readonly limit?: number | undefined;
  /** A branch, tag or commit of the history to search in place of the index as it is now. */
  readonly at?: string | undefined;
  /** Which places may answer. Default: all. */
  readonly filter?: SearchFilter | undefined;
}

/**
 * A source tree with its graph, its documentation and its index. Stores are opened when they are first needed and
 * closed together.
 *
 * @example
 * ```ts
 * await using project = await StemmaProject.create("./my-project");
 * await project.document();
 * const [best] = await project.search("where are passwords checked");
 * ```
 */
export class StemmaProject implements AsyncDisposable {
  readonly state: StateDirectory;
  readonly config: StemmaConfig;
  /** The caller has said to trust the tree, whatever is known of it. */
  readonly isTrusted: boolean;
  readonly #logger: Logger;
  readonly #stores: OpenedStores;

  private constructor(state: StateDirectory, { config, isTrusted }: LoadedConfig, logger: Logger) {
    this.state = state;
    this.config = config;
    this.isTrusted = isTrusted;
    this.#logger = logger;
    this.#stores = new OpenedStores({ state, config, logger, isTrusted });
  }

  /**
   * For a tree that may be new: makes its state directory.
   *
   * @throws DirectoryNotFoundError, ConfigError, StateUnusableError
   */
  static async create(directory: string, options: OpenProjectOptions = {}): Promise<StemmaProject> {
    const root = await requireDirectory(directory);
    const { logger = silentLogger } = options;
    const loaded = await loadConfig(root, options.flags);
    warnOfWithheld(loaded, logger);
    const { config, isTrusted } = loaded;
    return new StemmaProject(
      await prepareStateDirectory(root, config.stateDir, { isTrusted }),
      loaded,
      logger,
    );
  }

  /**
   * For a tree that is documented already: the nearest one at or above `directory`.
   *
   * @throws NotDocumentedError and all that {@link StemmaProject.create} throws
   */
  static async openNearest(directory: string, options: OpenProjectOptions = {}): Promise<StemmaProject> {
    const from = await requireDirectory(directory);
    const { logger = silentLogger } = options;
    const first = await loadConfig(from, options.flags);
    const { isTrusted } = first;
    const state = await findStateDirectory(from, first.config.stateDir, { isTrusted });
    if (state === null) throw new NotDocumentedError(from);
    const loaded = await loadConfig(state.root, options.flags);
    warnOfWithheld(loaded, logger);
    return new StemmaProject(state, loaded, logger);
  }

  /**
   * Brings graph, documentation and index up to date with the source tree, on the branch that git is on, and commits the
   * index. After an abort, a time-out or a crash the same call goes on where the last one stopped.
   *
   * @throws TimeoutError after the configured `timeoutMs`, CancelledError, and the errors of the stores and the history
   */
  async document(options: DocumentOptions = {}): Promise<DocumentSummary> {
    const run = { state: this.state, config: this.config, logger: this.#logger };
    return trackRun(run, (llm, spent) => this.#document(llm, withSpent(options, spent)));
  }

  async #document(llm: LlmProvider, options: DocumentOptions): Promise<DocumentSummary> {
    const { signal, onProgress = () => undefined, commit = true } = options;
    let history: TreeHistory | undefined;
    const prepare = async (): Promise<SearchEngine> => {
      if (commit) history = await this.#followTree({ signal });
      return this.#stores.engine();
    };
    const engine = prepare();
    // Awaited later, beside the scan; until then a failure must not count as unhandled.
    engine.catch(() => undefined);
    const stores = {
      root: this.state.root,
      temporaryFolder: this.state.directory,
      graph: await this.#stores.graph(),
      facts: await this.#stores.facts(),
      llm,
      engine,
      firstStage: this.#stores.firstStage(),
      position: () => this.#position(),
      isIndexNew: () => history?.isNewToGraph ?? false,
    };
    const startedMs = Date.now();
    let found: FoundPlaces | undefined;
    return withStopSignal("Document", { signal, timeoutMs: this.config.timeoutMs }, async (stop) => {
      const { config } = this;
      const onDiscovered = (places: FoundPlaces): void => {
        found = places;
      };
      const work = { config, logger: this.#logger, signal: stop, onProgress, onDiscovered };
      const { documentTree } = await import("../document/document-tree.js");
      const done = await documentTree(stores, work);
      const { collection: present } = await engine;
      const finished = (await history?.finish({ signal: stop, present })) ?? null;
      stores.firstStage.setState(await this.#position());
      const position =
        (await history?.position()) ?? (await peekPosition(this.#historyPaths.stateFile)) ?? null;
      const isUncommitted = finished === null || finished.outcome === "detached";
      const run = { graph: stores.graph, rules: config, startedMs, found, position, isUncommitted };
      await keepDocumented(this.state, run, { signal: stop });
      return { ...done, history: finished };
    });
  }

  /**
   * The best answers to a question in natural language, or to a name or place (`Class.method`, `src/a.py:12`); none where
   * nothing has to do with it.
   *
   * @throws InvalidArgumentError for an empty question, or a filter that names what there is not; with `at`: UnknownRefError and all that {@link StemmaProject.openHistory} throws
   */
  async search(question: string, options: SearchOptions = {}): Promise<Answer<SearchResult[]>> {
    const { limit = 10, at: ref, filter = {} } = options;
    if (question.trim() === "")
      throw new InvalidArgumentError("the question is empty: ask in a sentence, or by a name or place");
    await placeTest(filter);
    const { root } = this.state;
    const asked = { question, limit, filter, root };
    if (ref !== undefined) return this.#searchAt(ref, asked, options);
    // Beside the answering, most of which happens in Python.
    const standing = this.standing();
    standing.catch(() => undefined);
    const results = await this.#searchNow(asked, options);
    return Object.assign(results, { standing: await standing });
  }

  async #searchAt(ref: string, asked: TreeQuestion, options: CallOptions): Promise<Answer<SearchResult[]>> {
    const versions = await this.openHistory();
    const { embedder } = await this.#stores.model();
    const { searchHistory } = await import("../history/search-history.js");
    const asOf = { ...asked, collection: this.config.collection, ref };
    const results = await searchHistory(versions, embedder, asOf, options);
    return Object.assign(results, { standing: await standingAt(versions, ref, options) });
  }

  /**
   * What changed in words, by file and symbol: between two refs, from a ref to where the index stands, or, without any, what is
   * not committed. What only moved to other lines did not change.
   *
   * @throws UnknownRefError and all that {@link StemmaProject.openHistory} throws
   */
  async changes(from?: string, to?: string, options: CallOptions = {}): Promise<Changes> {
    const index = await this.#comparedIndex();
    const { changesBetween, uncommittedChanges } = await import("../changes/project-changes.js");
    if (from !== undefined) return changesBetween(index, from, to, options);
    return uncommittedChanges(index, (await this.#stores.engine()).collection, options);
  }

  /**
   * A commit of the history with what it changed against its first parent, in words.
   *
   * @throws UnknownRefError and all that {@link StemmaProject.openHistory} throws
   */
  async showCommit(ref: string, options: CallOptions = {}): Promise<CommitSummary & Changes> {
    const { changesOf } = await import("../changes/project-changes.js");
    return changesOf(await this.#comparedIndex(), ref, options);
  }

  /**
   * The commits in which what the index says of a symbol changed, the newest first, through renames.
   *
   * @throws SymbolNotFoundError for a name that neither the tree nor the history has, or several have
   */
  async symbolHistory(
    name: string,
    options: CallOptions & { readonly ref?: string } = {},
  ): Promise<SymbolRevision[]> {
    const graph = await this.#stores.graph();
    const { quality, nodes } = await findSymbols(graph, name, { ...options, root: this.state.root });
    const meant = quality === "similar" ? [] : nodes.map(({ id }) => id);
    if (meant.length > 1) throw new SymbolNotFoundError(name, { similar: meant });
    const { symbolHistory } = await import("../changes/symbol-history.js");
    // What the tree has no more is known by its id.
    const revisions = await symbolHistory(await this.#comparedIndex(), meant[0] ?? name, options);
    if (revisions.length === 0 && meant.length === 0)
      throw new SymbolNotFoundError(name, { similar: nodes.map(({ id }) => id) });
    return revisions;
  }

  /**
   * Since which commit each sentence of a symbol's documentation is there, who wrote it, and from what.
   *
   * @throws as {@link StemmaProject.symbolHistory}
   */
  async blame(name: string, options: CallOptions = {}): Promise<BlamedSentence[]> {
    const { blameSentences } = await import("../changes/blame-symbol.js");
    return blameSentences(await this.symbolHistory(name, options));
  }

  /** What git says of the commits that commits of the history document. */
  gitCommits(commits: readonly Pick<CommitSummary, "hash" | "message">[]): Promise<GitCommits> {
    return gitCommitsOf(this.state.root, commits);
  }

  async #comparedIndex(): Promise<ComparedIndex> {
    return { versions: await this.openHistory(), collection: this.config.collection };
  }

  /**
   * Where the answers of the index stand to the tree as it is now; opens neither Python nor a history. Files are compared by
   * their times and sizes, and read only where those differ.
   */
  async standing(): Promise<Standing> {
    await this.#stores.followMove();
    const history = await this.#stores.openedHistory();
    return findStanding({
      state: this.state,
      place: this.#historyPaths,
      position: await history?.versions.position(),
      beginRecord: () => beginRecord(this.state, () => this.#stores.graph(), this.config),
    });
  }

  get #historyPaths(): HistoryPaths {
    return historyPaths(this.state, this.config.versions, undefined);
  }

  /**
   * git's commands for the index; closed with the project. `beginning` says what to do where the index has no place in a
   * history yet.
   *
   * @throws HistoryMissingError, and the errors of `SyncManager.open`, `init`, `attach` and `clone`
   */
  async openHistory(beginning: HistoryBeginning = { mode: "require" }): Promise<SyncManager> {
    return (await this.#stores.history(beginning)).versions;
  }

  /**
   * Brings the index to the branch that git is on; `undefined` when it was there already.
   *
   * @throws NoGitBranchError, and the errors of `SyncManager.switchBranch`
   */
  async followGit(options: CallOptions = {}): Promise<MoveResult | undefined> {
    const { root } = this.state;
    const { gitHead } = await import("../history/git-head.js");
    const git = await gitHead(root);
    if (git?.branch === undefined) throw new NoGitBranchError(root, git !== undefined);
    const versions = await this.openHistory();
    const { followGit } = await import("../history/follow-git.js");
    const present = async (): Promise<ChromaCollection> => (await this.#stores.engine()).collection;
    return followGit({ root, versions, git, collection: this.config.collection, present }, options);
  }

  /**
   * Brings the graph up to date with the tree and documents nothing; the texts of what did not change stay.
   *
   * @throws CancelledError, RootNotReadableError and the errors of the graph store
   */
  async scan(options: ProjectScanOptions = {}): Promise<ScanReport> {
    const { scanProject } = await import("../scan/scan-project.js");
    return scanProject(await this.#scanStores(options), await this.#stores.facts());
  }

  /**
   * Compares the graph with that of a clean scan of the tree as it is now; changes nothing. After a difference the next
   * scan compares everything, and mends it.
   *
   * @throws as {@link StemmaProject.scan}
   */
  async verifyGraph(options: Omit<ProjectScanOptions, "explain"> = {}): Promise<GraphVerification> {
    const { verifyProject } = await import("../scan/scan-project.js");
    return verifyProject(await this.#scanStores(options), await this.#stores.facts());
  }

  async #scanStores(options: ProjectScanOptions): Promise<ScanProjectOptions> {
    const graph = await this.#stores.graph();
    const { root, directory: temporaryFolder } = this.state;
    return { ...options, root, temporaryFolder, graph, config: this.config, logger: this.#logger };
  }

  /** Whether the graph has a file at this path, relative to the root, with `/`. */
  async hasFile(path: string, options: CallOptions = {}): Promise<boolean> {
    const graph = await this.#stores.graph();
    const [node] = await graph.readNodes({ ids: [path] }, options);
    return node?.label === "FILE";
  }

  /**
   * What is known of a file or symbol; several when the name is ambiguous.
   *
   * @throws SymbolNotFoundError
   */
  async show(symbol: string, options: CallOptions = {}): Promise<Answer<SymbolDescription[]>> {
    const graph = await this.#stores.graph();
    const { quality, nodes } = await findSymbols(graph, symbol, { ...options, root: this.state.root });
    if (quality === "similar" || nodes.length === 0)
      throw new SymbolNotFoundError(symbol, { similar: nodes.map(({ id }) => id) });
    const ids = nodes.map(({ id }) => id);
    const meant = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
    const described = await Promise.all(
      ids.flatMap((id) => meant.get(id) ?? []).map((node) => describeSymbol(graph, node, options)),
    );
    return Object.assign(described, { standing: await this.standing() });
  }

  /**
   * Writes the documentation as a wiki of Markdown files below `directory`, with `at` as of a branch, tag or commit. Only what
   * differs is written; what others put there, or edited, is left alone and named.
   *
   * @throws {@link ExportRefusedError} `EXPORT_REFUSED`; with `at`: UnknownRefError and all that {@link StemmaProject.openHistory} throws
   */
  async exportWiki(
    directory: string,
    { at: ref, ...options }: CallOptions & { readonly at?: string | undefined } = {},
  ): Promise<WrittenPages> {
    const { exportWiki } = await import("../wiki/export-wiki.js");
    const target = { directory: resolve(directory), title: basename(this.state.root) };
    if (ref === undefined) return exportWiki(await this.#stores.graph(), target, options);
    const { graphAtRef } = await import("../wiki/graph-at-ref.js");
    await using graph = await graphAtRef({ ...(await this.#comparedIndex()), ref }, options);
    return await exportWiki(graph, target, options);
  }

  /** Closes what was opened; idempotent. What was written is nobody else's to read, whatever the umask. */
  async close(): Promise<void> {
    await this.#stores.close();
    const { directory, isAlone } = this.state;
    if (isAlone) await tightenModes(directory);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** In two stages where the first is of the index's state; else among the vectors that are in the index. */
  async #searchNow(asked: TreeQuestion, options: CallOptions): Promise<SearchResult[]> {
    // Python starts meanwhile; what fails is thrown where it is awaited.
    this.#stores.model().catch(() => undefined);
    const graph = await this.#stores.graph();
    if (await this.#isFirstStageCurrent()) {
      const { embedder } = await this.#stores.model();
      const firstStage = this.#stores.firstStage();
      const textsOfPeople = (ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
        this.#textsOfPeople(ids, options);
      return searchStages({ graph, firstStage, embedder, textsOfPeople }, asked, options);
    }
    const { collection, embedder } = await this.#stores.engine();
    return searchTree({ graph, collection, embedder }, asked, options);
  }

  /** Not after the index was moved in its history, until it is documented again; nor of a server, which others may write to. */
  async #isFirstStageCurrent(): Promise<boolean> {
    const { state, config } = this;
    if (config.chroma !== undefined || !existsSync(state.firstStageFile)) return false;
    const made = this.#stores.firstStage().state;
    const position = await this.#position();
    // While another process works with the index, it may be read as it last was.
    return made !== undefined && (position === undefined || position === made);
  }

  async #textsOfPeople(ids: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, string>> {
    const engine = await this.#stores.openedEngine();
    if (engine !== undefined) return ownTexts(engine.collection, ids, options);
    const { chromaDirectory } = this.state;
    const { collection } = this.config;
    return ownTextsInFile({ chromaDirectory, collection, logger: this.#logger }, ids);
  }

  async #position(): Promise<string | undefined> {
    const { indexPosition, positionText } = await import("../history/index-position.js");
    const history = await this.#stores.openedHistory();
    if (history !== undefined) return positionText(await history.versions.position());
    return indexPosition(this.state, this.config.versions);
  }

  async #followTree(options: CallOptions): Promise<TreeHistory> {
    const { root } = this.state;
    const { gitHead } = await import("../history/git-head.js");
    const { TreeHistory } = await import("../history/tree-history.js");
    const git = await gitHead(root);
    const history = await this.#stores.history({ mode: "begin", branch: git?.branch });
    const present = async (): Promise<ChromaCollection> => (await this.#stores.engine()).collection;
    const request = { root, history, git, collection: this.config.collection, present };
    const followed = await TreeHistory.follow(request, options);
    if (followed.hasMoved) await this.#stores.closeEngine();
    return followed;
  }
}
