import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { ChromaCollection } from "@stemma/chroma";
import type { GraphVerification, ScanOptions, ScanReport } from "@stemma/code-graph";
import { type CallOptions, InvalidArgumentError, type Logger, silentLogger } from "@stemma/core";
import type { CodeNode, GraphStatistics, GraphStore, NodeOutline } from "@stemma/graph-store";
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
import { AmbiguousSymbolError } from "../errors/ambiguous-symbol-error.js";
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
import { type AcceptedTexts, acceptTexts } from "../origin/accept-texts.js";
import { MadeHere } from "../origin/made-here.js";
import { trackRun } from "../runs/track-run.js";
import type { ScanProjectOptions } from "../scan/scan-project.js";
import type { RankedResult } from "../search/rank-candidates.js";
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
import { findPath } from "../trace/find-path.js";
import type { Trace, TraceDirection, TraceLimits } from "../trace/trace.js";
import { traceRelations } from "../trace/trace-relations.js";
import { warnOfWithheld } from "../trust/warn-of-withheld.js";
import type { WikiPage } from "../wiki/wiki-page.js";
import type { WrittenPages } from "../wiki/written-pages.js";
import { GraphOfRef } from "./graph-of-ref.js";
import { OpenedStores } from "./opened-stores.js";
import { requireDirectory } from "./require-directory.js";
import { withStopSignal } from "./stop-signal.js";

/** How a project is opened. */
export interface OpenProjectOptions {
  /** Overrides environment, file and defaults. */
  readonly flags?: ProjectFlags | undefined;
  /** Default: silent. */
  readonly logger?: Logger | undefined;
  /** Where Python's `print` goes, for processes whose standard output is a protocol. Default: `stdout`, as in Python. */
  readonly pythonPrints?: "stdout" | "stderr" | undefined;
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

/** Which version is asked. */
export interface AtOptions extends CallOptions {
  /** A branch, tag or commit of the history, of which the texts and the calls are known; by default the tree as it was documented last. */
  readonly at?: string | undefined;
}

/** How {@link StemmaProject.show} is run. */
export interface ShowOptions extends AtOptions {
  /** How many of one name are described. Default: all. */
  readonly limit?: number | undefined;
}

/** Symbols of one name, the likeliest first. */
export type ShownSymbols = Answer<SymbolDescription[]> & {
  /** Ids of those beyond the limit. */
  readonly alsoNamed: readonly string[];
};

/** How {@link StemmaProject.trace} is run. */
export interface TraceOptions extends AtOptions, TraceLimits {
  readonly direction: TraceDirection;
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
  readonly #graphOfRef = new GraphOfRef();

  private constructor(
    state: StateDirectory,
    { config, isTrusted }: LoadedConfig,
    { logger = silentLogger, pythonPrints: prints }: OpenProjectOptions,
  ) {
    this.state = state;
    this.config = config;
    this.isTrusted = isTrusted;
    this.#logger = logger;
    this.#stores = new OpenedStores({ state, config, logger, isTrusted, prints });
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
      options,
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
    return new StemmaProject(state, loaded, options);
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
      madeHere: new MadeHere(this.state.madeHereFile),
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
    const results = this.#withOrigins(await this.#searchNow(asked, options));
    return Object.assign(results, { standing: await standing });
  }

  /**
   * Takes the texts that the index holds now for one's own, whoever wrote them: those below `paths`, relative to the root with `/`, or
   * all. Until then what came with a history, by clone, pull or fetch, is marked.
   */
  async accept(paths: readonly string[] = [], options: CallOptions = {}): Promise<AcceptedTexts> {
    const { collection } = await this.#stores.engine();
    return acceptTexts(collection, new MadeHere(this.state.madeHereFile), paths, options);
  }

  #withOrigins(results: readonly RankedResult[]): SearchResult[] {
    const madeHere = new MadeHere(this.state.madeHereFile);
    return results.map(({ id: nodeId, origin, ...result }) => {
      const isMadeHere = madeHere.has({ nodeId, text: result.documentation });
      return { ...result, origin: { ...origin, isMadeHere } };
    });
  }

  async #searchAt(ref: string, asked: TreeQuestion, options: CallOptions): Promise<Answer<SearchResult[]>> {
    const versions = await this.openHistory();
    const { embedder } = await this.#stores.model();
    const { searchHistory } = await import("../history/search-history.js");
    const asOf = { ...asked, collection: this.config.collection, ref };
    const results = this.#withOrigins(await searchHistory(versions, embedder, asOf, options));
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
   * What is known of a file or symbol; several when the name is ambiguous. The history has no sources.
   *
   * @throws SymbolNotFoundError; with `at`: UnknownRefError and all that {@link StemmaProject.openHistory} throws
   */
  async show(symbol: string, { at, limit, ...options }: ShowOptions = {}): Promise<ShownSymbols> {
    const graph = await this.#graphAt(at, options);
    const meant = await this.#meantBy(graph, symbol, options);
    const ids = meant.slice(0, limit);
    const madeHere = new MadeHere(this.state.madeHereFile);
    const nodes = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
    const described = await Promise.all(
      ids.flatMap((id) => nodes.get(id) ?? []).map((node) => describeSymbol(graph, node, madeHere, options)),
    );
    const standing = await this.#standingAt(at, options);
    return Object.assign(described, { alsoNamed: meant.slice(ids.length), standing });
  }

  /** How much the graph holds, and how much of it is documented; with what language models took. */
  async statistics(options: CallOptions = {}): Promise<GraphStatistics> {
    return (await this.#stores.graph()).readStatistics(options);
  }

  /**
   * What calls a symbol, what it calls, or what may break where it changes, and by which steps. Of a class, a file or a folder:
   * with all that it defines.
   *
   * @throws SymbolNotFoundError, and AmbiguousSymbolError for a name that several have
   */
  async trace(
    symbol: string,
    { at, direction, depth, limit, ...options }: TraceOptions,
  ): Promise<Answer<Trace>> {
    const graph = await this.#graphAt(at, options);
    const from = await this.#oneMeantBy(graph, symbol, options);
    const trace = await traceRelations(graph, from, { direction, depth, limit }, options);
    return { ...trace, standing: await this.#standingAt(at, options) };
  }

  /**
   * One shortest way of calls from one symbol to another; no steps where there is none within the limits.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async tracePath(
    symbol: string,
    target: string,
    { at, depth, limit, ...options }: Omit<TraceOptions, "direction">,
  ): Promise<Answer<Trace>> {
    const graph = await this.#graphAt(at, options);
    const from = await this.#oneMeantBy(graph, symbol, options);
    const to = await this.#oneMeantBy(graph, target, options);
    const path = await findPath(graph, from, to, { depth, limit }, options);
    return { from, ...path, standing: await this.#standingAt(at, options) };
  }

  /**
   * What a folder holds or a file defines, with its documentation; the root's by default.
   *
   * @throws SymbolNotFoundError for a path that is none of the tree's
   */
  async overview(path = ".", { at, ...options }: AtOptions = {}): Promise<Answer<WikiPage>> {
    const { readPage } = await import("../wiki/read-wiki.js");
    const { TreeOutline } = await import("../wiki/tree-outline.js");
    const graph = await this.#graphAt(at, options);
    const tree = await TreeOutline.read(graph, options);
    const isPage = (each: NodeOutline | undefined): boolean =>
      each?.label === "FOLDER" || each?.label === "FILE";
    const named = tree.node(path);
    const node = isPage(named)
      ? named
      : (await this.#meantBy(graph, path, options)).map((id) => tree.node(id)).find(isPage);
    if (node === undefined) throw new SymbolNotFoundError(path);
    const page = await readPage(graph, tree, node, options);
    return { ...page, standing: await this.#standingAt(at, options) };
  }

  /** The present graph, or that of a version. */
  async #graphAt(ref: string | undefined, options: CallOptions): Promise<GraphStore> {
    if (ref === undefined) return this.#stores.graph();
    return this.#graphOfRef.open(await this.#comparedIndex(), ref, options);
  }

  async #standingAt(ref: string | undefined, options: CallOptions): Promise<Standing> {
    return ref === undefined ? this.standing() : standingAt(await this.openHistory(), ref, options);
  }

  /** Ids, best first. */
  async #meantBy(graph: GraphStore, symbol: string, options: CallOptions): Promise<string[]> {
    const { quality, nodes } = await findSymbols(graph, symbol, { ...options, root: this.state.root });
    const ids = nodes.map(({ id }) => id);
    if (quality === "similar" || ids.length === 0) throw new SymbolNotFoundError(symbol, { similar: ids });
    return ids;
  }

  async #oneMeantBy(graph: GraphStore, symbol: string, options: CallOptions): Promise<CodeNode> {
    const ids = await this.#meantBy(graph, symbol, options);
    if (ids.length > 1) throw new AmbiguousSymbolError(symbol, ids);
    const [node] = await graph.readNodes({ ids }, options);
    if (node === undefined) throw new SymbolNotFoundError(symbol);
    return node;
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
    await this.#graphOfRef.close();
    await this.#stores.close();
    const { directory, isAlone } = this.state;
    if (isAlone) await tightenModes(directory);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** In two stages where the first is of the index's state; else among the vectors that are in the index. */
  async #searchNow(asked: TreeQuestion, options: CallOptions): Promise<RankedResult[]> {
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
