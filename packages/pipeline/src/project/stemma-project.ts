import type { GraphVerification, ScanReport } from "@stemma/code-graph";
import { type CallOptions, silentLogger } from "@stemma/core";
import type { GraphStatistics } from "@stemma/graph-store";
import type { CommitSummary, MoveResult, SyncManager } from "@stemma/versions";
import type { TreeAnswer } from "../ask/tree-answer.js";
import type { BlamedSentence } from "../changes/blame-symbol.js";
import type { Changes } from "../changes/changes.js";
import type { MergePreview } from "../changes/merge-preview.js";
import type { SymbolHistories, SymbolHistoriesOptions } from "../changes/symbol-histories.js";
import type { SymbolRevision } from "../changes/symbol-history.js";
import type { StemmaConfig } from "../config/config-schema.js";
import { type LoadedConfig, loadConfig, type ProjectFlags } from "../config/load-config.js";
import type { Diagram } from "../diagram/diagram.js";
import type { DocumentSummary } from "../document/document-summary.js";
import type { GcReport } from "../gc/gc-report.js";
import type { Circles } from "../graph/circles.js";
import type { Outline } from "../graph/definitions.js";
import type { FoundSteps } from "../graph/diagram-of.js";
import type { Unused } from "../graph/unused.js";
import type { ExplainedText } from "../grounding/explained-text.js";
import type { TextsVerification } from "../grounding/texts-verification.js";
import type { GitCommits } from "../history/git-commits.js";
import type { HistoryGraph, HistoryGraphOptions } from "../history/history-graph.js";
import type { HistoryBeginning } from "../history/project-history.js";
import type { ReachedFile } from "../map/test-reach.js";
import type { TreeMap } from "../map/tree-map.js";
import type { AcceptedTexts } from "../origin/accept-texts.js";
import type { EditableText, EditedText, TakenEdits } from "../own-texts/edited-text.js";
import type { RunProgress } from "../runs/run-progress.js";
import type { ScanProjectOptions } from "../scan/scan-project.js";
import type { SearchResult } from "../search/search-result.js";
import type { Suggestion } from "../search/suggest-places.js";
import type { SourceFile } from "../source/read-source-file.js";
import type { Answer, Standing } from "../standing/standing.js";
import { prepareStateDirectory, type StateDirectory } from "../state/state-directory.js";
import { tightenModes } from "../state/tighten-modes.js";
import type { Impact } from "../trace/impact.js";
import type { Neighbourhood } from "../trace/neighbourhood.js";
import type { Trace } from "../trace/trace.js";
import { warnOfWithheld } from "../trust/warn-of-withheld.js";
import type { WikiPage } from "../wiki/wiki-page.js";
import type { WrittenPages } from "../wiki/written-pages.js";
import type { NextWorkOptions } from "../work-items/next-work.js";
import type { AcceptedText, NextWork, SubmittedText } from "../work-items/work-item.js";
import { askProject } from "./ask-project.js";
import { findTree, isSameTree } from "./find-tree.js";
import { GraphQuestions } from "./graph-questions.js";
import { HistoryQuestions } from "./history-questions.js";
import { ProjectContext } from "./project-context.js";
import type {
  AskOptions,
  AtOptions,
  BelowOptions,
  CyclesOptions,
  DocumentOptions,
  NeighbourhoodOptions,
  OpenProjectOptions,
  PathOptions,
  ProjectScanOptions,
  SearchOptions,
  ShownSymbols,
  ShowOptions,
  TraceOptions,
} from "./project-options.js";
import { RelationQuestions } from "./relation-questions.js";
import { requireDirectory } from "./require-directory.js";
import { SearchQuestions } from "./search-questions.js";
import type { TextEdits } from "./text-edits.js";
import { WorkQuestions } from "./work-questions.js";

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
  readonly #context: ProjectContext;
  readonly #search: SearchQuestions;
  readonly #graph: GraphQuestions;
  readonly #relations: RelationQuestions;
  readonly #history: HistoryQuestions;
  readonly #work: WorkQuestions;

  private constructor(
    state: StateDirectory,
    { config, isTrusted }: LoadedConfig,
    { logger = silentLogger, pythonPrints: prints }: OpenProjectOptions,
  ) {
    this.state = state;
    this.config = config;
    this.isTrusted = isTrusted;
    this.#context = new ProjectContext({ state, config, logger, isTrusted, prints });
    this.#search = new SearchQuestions(this.#context);
    this.#graph = new GraphQuestions(this.#context);
    this.#relations = new RelationQuestions(this.#context, this.#graph);
    this.#history = new HistoryQuestions(this.#context);
    this.#work = new WorkQuestions(this.#context);
  }

  /**
   * For a tree that may be new: makes its state directory.
   *
   * @throws {@link DirectoryNotFoundError} `DIRECTORY_NOT_FOUND`
   * @throws {@link ConfigError} `CONFIG_INVALID`
   * @throws {@link StateUnusableError}
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
   * @throws {@link NotDocumentedError} `NOT_DOCUMENTED`
   * @throws as {@link StemmaProject.create}
   */
  static async openNearest(directory: string, options: OpenProjectOptions = {}): Promise<StemmaProject> {
    const { state, loaded } = await findTree(directory, options.flags);
    warnOfWithheld(loaded, options.logger ?? silentLogger);
    return new StemmaProject(state, loaded, options);
  }

  /**
   * Brings graph, documentation and index up to date with the source tree, on the branch that git is on, and commits the
   * index. After an abort, a time-out or a crash the same call goes on where the last one stopped.
   *
   * @throws {@link TimeoutError} `TIMEOUT` after the configured `timeoutMs`
   * @throws {@link CancelledError} `CANCELLED`
   * @throws the errors of the stores and the history
   */
  async document(options: DocumentOptions = {}): Promise<DocumentSummary> {
    const { documentProject } = await import("./document-project.js");
    return documentProject(this.#context, options);
  }

  /**
   * Brings the index to the configured embedder, and documents: where the index has vectors of another model, all are made anew; the old
   * ones are in the history, where they were committed. What people wrote stays. The tree can be searched meanwhile.
   *
   * @throws as {@link StemmaProject.document}
   */
  async reindex(options: DocumentOptions = {}): Promise<DocumentSummary> {
    await this.#context.stores.renewIndex();
    return this.document(options);
  }

  /**
   * The best answers to a question in natural language, or to a name or place (`Class.method`, `src/a.py:12`); none where
   * nothing has to do with it.
   *
   * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for an empty question, or a filter that names what there is not
   * @throws {@link UnknownRefError} `UNKNOWN_REF` with `at`
   * @throws as {@link StemmaProject.openHistory}
   */
  async search(question: string, options: SearchOptions = {}): Promise<Answer<SearchResult[]>> {
    return this.#search.search(question, options);
  }

  /**
   * What the tree says to a question: the best places with what stands around them, and, where a language model is configured, its answer
   * from these, each sentence with the places that it stands on. The call is noted and counted as those that document are; the same
   * question of the same places is asked once.
   *
   * @throws as {@link StemmaProject.search}, and the errors of the language model
   */
  async ask(question: string, options: AskOptions = {}): Promise<Answer<TreeAnswer>> {
    return askProject(this.#context, { search: this.#search, graph: this.#graph }, question, options);
  }

  /**
   * What somebody who is still typing may mean, in milliseconds and without Python: what is called so, then what the first stage finds.
   * An earlier version answers by names alone.
   *
   * @throws as {@link StemmaProject.show}
   */
  async suggest(text: string, options: SearchOptions = {}): Promise<Answer<Suggestion[]>> {
    return this.#search.suggest(await this.#graph.graphAt(options.at, options), text, options);
  }

  /**
   * Takes the texts that the index holds now for one's own, whoever wrote them: those below `paths`, relative to the root with `/`, or
   * all. Until then what came with a history, by clone, pull or fetch, is marked.
   */
  async accept(paths: readonly string[] = [], options: CallOptions = {}): Promise<AcceptedTexts> {
    return this.#search.accept(paths, options);
  }

  /**
   * What changed in words, by file and symbol: between two refs, from a ref to where the index stands, or, without any, what is
   * not committed. What only moved to other lines did not change.
   *
   * @throws {@link UnknownRefError} `UNKNOWN_REF`
   * @throws as {@link StemmaProject.openHistory}
   */
  async changes(from?: string, to?: string, options: CallOptions = {}): Promise<Changes> {
    return this.#history.changes(from, to, options);
  }

  /**
   * A commit of the history with what it changed against its first parent, in words.
   *
   * @throws {@link UnknownRefError} `UNKNOWN_REF`
   * @throws as {@link StemmaProject.openHistory}
   */
  async showCommit(ref: string, options: CallOptions = {}): Promise<CommitSummary & Changes> {
    return this.#history.showCommit(ref, options);
  }

  /**
   * What merging a ref would change, in words, with base, ours and theirs of each conflict; without a ref: the merge that waits, with what
   * was decided so far. Changes nothing.
   *
   * @throws {@link UnknownRefError} `UNKNOWN_REF`
   * @throws {@link NoMergeInProgressError} `NO_MERGE_IN_PROGRESS`
   * @throws as {@link StemmaProject.openHistory}
   */
  async previewMerge(ref?: string, options: CallOptions = {}): Promise<MergePreview> {
    return this.#history.previewMerge(ref, options);
  }

  /**
   * The commits in which what the index says of a symbol changed, the newest first, through renames.
   *
   * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND` for a name that neither the tree nor the history has, or several have
   */
  async symbolHistory(
    name: string,
    options: CallOptions & { readonly ref?: string } = {},
  ): Promise<SymbolRevision[]> {
    return this.#history.symbolHistory(name, options);
  }

  /**
   * As {@link StemmaProject.symbolHistory}, of all that a version has: two commits are compared once, and not once a symbol. The newest `most`
   * revisions of each; of what was added without its words.
   *
   * @throws {@link UnknownRefError} `UNKNOWN_REF`
   * @throws as {@link StemmaProject.openHistory}
   */
  async symbolHistories(options: SymbolHistoriesOptions): Promise<SymbolHistories> {
    return this.#history.symbolHistories(options);
  }

  /**
   * The commits of the index as they hang together, of all its branches or of one ref, beside those of git that they document.
   *
   * @throws {@link UnknownRefError} `UNKNOWN_REF`
   * @throws as {@link StemmaProject.openHistory}
   */
  async historyGraph(options: HistoryGraphOptions): Promise<HistoryGraph> {
    return this.#history.graph(options);
  }

  /**
   * Since which commit each sentence of a symbol's documentation is there, who wrote it, and from what.
   *
   * @throws as {@link StemmaProject.symbolHistory}
   */
  async blame(name: string, options: CallOptions = {}): Promise<BlamedSentence[]> {
    return this.#history.blame(name, options);
  }

  /** What git says of the commits that commits of the history document. */
  gitCommits(commits: readonly Pick<CommitSummary, "hash" | "message">[]): Promise<GitCommits> {
    return this.#history.gitCommits(commits);
  }

  /**
   * Where the answers of the index stand to the tree as it is now; opens neither Python nor a history. Files are compared by
   * their times and sizes, and read only where those differ.
   */
  async standing(): Promise<Standing> {
    return this.#context.standing();
  }

  /**
   * git's commands for the index; closed with the project. `beginning` says what to do where the index has no place in a
   * history yet.
   *
   * @throws {@link HistoryMissingError} `HISTORY_MISSING`
   * @throws the errors of `SyncManager.open`, `init`, `attach` and `clone`
   */
  async openHistory(beginning?: HistoryBeginning): Promise<SyncManager> {
    return this.#context.openHistory(beginning);
  }

  /**
   * Brings the index to the branch that git is on; `undefined` when it was there already.
   *
   * @throws {@link NoGitBranchError} `NO_GIT_BRANCH`
   * @throws the errors of `SyncManager.switchBranch`
   */
  async followGit(options: CallOptions = {}): Promise<MoveResult | undefined> {
    return this.#history.followGit(options);
  }

  /**
   * Brings the graph up to date with the tree and documents nothing; the texts of what did not change stay.
   *
   * @throws {@link CancelledError} `CANCELLED`
   * @throws {@link RootNotReadableError} `ROOT_NOT_READABLE`
   * @throws the errors of the graph store
   */
  async scan(options: ProjectScanOptions = {}): Promise<ScanReport> {
    const { scanProject } = await import("../scan/scan-project.js");
    return scanProject(await this.#scanStores(options), await this.#context.stores.facts());
  }

  /**
   * Compares the graph with that of a clean scan of the tree as it is now; changes nothing. After a difference the next
   * scan compares everything, and mends it.
   *
   * @throws as {@link StemmaProject.scan}
   */
  async verifyGraph(options: Omit<ProjectScanOptions, "explain"> = {}): Promise<GraphVerification> {
    const { verifyProject } = await import("../scan/scan-project.js");
    return verifyProject(await this.#scanStores(options), await this.#context.stores.facts());
  }

  async #scanStores(options: ProjectScanOptions): Promise<ScanProjectOptions> {
    const graph = await this.#context.stores.graph();
    const { root, directory: temporaryFolder } = this.state;
    return { ...options, root, temporaryFolder, graph, config: this.config, logger: this.#context.logger };
  }

  /** Whether the graph has a file at this path, relative to the root, with `/`. */
  async hasFile(path: string, options: CallOptions = {}): Promise<boolean> {
    return this.#graph.hasFile(path, options);
  }

  /**
   * What is known of a file or symbol; several when the name is ambiguous. The history has no sources.
   *
   * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND`
   * @throws {@link UnknownRefError} `UNKNOWN_REF` with `at`
   * @throws as {@link StemmaProject.openHistory}
   */
  async show(symbol: string, options: ShowOptions = {}): Promise<ShownSymbols> {
    return this.#graph.show(symbol, options);
  }

  /**
   * What the sentences of a symbol's text stand on: lines of its file, and texts of others with theirs.
   *
   * @throws as {@link StemmaProject.show}
   */
  async why(symbol: string, options: CallOptions = {}): Promise<Answer<ExplainedText[]>> {
    return this.#graph.why(symbol, options);
  }

  /**
   * What a person begins with who edits the text of a symbol: what is written there now, or both texts with marks of the conflict where
   * what is made has changed since the person wrote.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async editable(symbol: string, options: CallOptions = {}): Promise<EditableText> {
    return (await this.#edits()).editable(symbol, options);
  }

  /**
   * Puts a person's text in place of what is made of the node with this id, in the index; `null` puts back what is made. It stays until a
   * person changes it, and is not committed yet.
   *
   * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a text that is empty or has marks of a conflict, and a node of which nothing is written
   */
  async edit(id: string, text: string | null, options: CallOptions = {}): Promise<EditedText> {
    return (await this.#edits()).edit(id, text, options);
  }

  /**
   * Takes the texts that were edited in a wiki that {@link StemmaProject.exportWiki} wrote; pages that were exported from other texts than
   * those of now are refused.
   *
   * @throws {@link ExportRefusedError} `EXPORT_REFUSED` for a folder that is no export
   */
  async takeEdits(directory: string, options: CallOptions = {}): Promise<TakenEdits> {
    return (await this.#edits()).takeFrom(directory, options);
  }

  async #edits(): Promise<TextEdits> {
    const { TextEdits } = await import("./text-edits.js");
    return new TextEdits(this.#context);
  }

  /** Compares each sentence that is written of the tree with what it cites, and looks for names that there are not; asks no model. */
  async verifyTexts(options: CallOptions = {}): Promise<TextsVerification> {
    return this.#graph.verifyTexts(options);
  }

  /**
   * Removes what the state directory holds and nothing needs, such as cached vectors of texts that are gone; with `isDryRun` only
   * says what.
   */
  async collectGarbage(
    options: { readonly isDryRun?: boolean; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<GcReport> {
    const { collectGarbage } = await import("../gc/collect-garbage.js");
    const { state, config, logger, stores } = this.#context;
    return collectGarbage({ state, config, logger, graph: await stores.graph() }, options);
  }

  /** How much the graph holds, and how much of it is documented; with what language models took. */
  async statistics(options: CallOptions = {}): Promise<GraphStatistics> {
    return (await this.#context.stores.graph()).readStatistics(options);
  }

  /**
   * What calls a symbol, what it calls, or what may break where it changes, and by which steps. Of a class, a file or a folder:
   * with all that it defines.
   *
   * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND`
   * @throws {@link AmbiguousSymbolError} `SYMBOL_AMBIGUOUS` for a name that several have
   */
  async trace(symbol: string, options: TraceOptions): Promise<Answer<Trace>> {
    return this.#relations.trace(symbol, options);
  }

  /**
   * What stands around a symbol: who calls it, what it calls, what inherits and imports, hop by hop both ways, with the relations among these.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async neighbourhood(symbol: string, options: NeighbourhoodOptions): Promise<Answer<Neighbourhood>> {
    return this.#relations.neighbourhood(symbol, options);
  }

  /**
   * One shortest way of calls from one symbol to another; no steps where there is none within the limits.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async tracePath(symbol: string, target: string, options: PathOptions): Promise<Answer<Trace>> {
    return this.#relations.tracePath(symbol, target, options);
  }

  /**
   * What a change of a symbol reaches, tests apart: who calls it or what it defines, what inherits from it, and what imports its file,
   * directly or by way of others. A scan of the tree is enough, as for all questions of this kind.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async impact(symbol: string, options: PathOptions): Promise<Answer<Impact>> {
    return this.#relations.impact(symbol, options);
  }

  /**
   * As {@link StemmaProject.impact}, of all that differs from a branch, tag or commit of git, symbol by symbol, as of the last scan.
   *
   * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for what git does not know, or where the tree is in no repository
   */
  async impactSince(ref: string, options: Omit<PathOptions, "at">): Promise<Answer<Impact>> {
    return this.#relations.impactSince(ref, options);
  }

  /**
   * What a file or class defines, or each file of a folder, in the order of the text.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async outline(path = ".", options: BelowOptions = {}): Promise<Answer<Outline>> {
    return this.#relations.outline(path, options);
  }

  /**
   * Functions and classes that nothing in the tree calls, hands over or derives from, below a folder or in a file; tests, and what the
   * language itself calls, are left out.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async unused(path = ".", options: BelowOptions = {}): Promise<Answer<Unused>> {
    return this.#relations.unused(path, options);
  }

  /**
   * What goes round in circles with something of a folder or file: files that import each other, or functions that call each other.
   *
   * @throws as {@link StemmaProject.trace}
   */
  async cycles(path = ".", options: CyclesOptions = {}): Promise<Answer<Circles>> {
    return this.#relations.cycles(path, options);
  }

  /** A trace or an impact as a diagram, for {@link writeDiagram}. */
  async diagram(found: FoundSteps, options: AtOptions = {}): Promise<Diagram> {
    return this.#relations.diagram(found, options);
  }

  /**
   * What a folder holds or a file defines, with its documentation; the root's by default.
   *
   * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND` for a path that is none of the tree's
   */
  async overview(path = ".", options: AtOptions = {}): Promise<Answer<WikiPage>> {
    return this.#graph.overview(path, options);
  }

  /**
   * The tree at a glance: its files by size and documentation, and where reading may begin.
   *
   * @throws {@link UnknownRefError} `UNKNOWN_REF` with `at`
   * @throws as {@link StemmaProject.openHistory}
   */
  async map(options: AtOptions = {}): Promise<Answer<TreeMap>> {
    return this.#graph.map(options);
  }

  /** How many of the functions of each file tests come to, by calls; of files with functions that are no tests. */
  async testReach(options: CallOptions = {}): Promise<readonly ReachedFile[]> {
    return this.#graph.testReach(options);
  }

  /**
   * The pages of all folders and files, folders first, each in the order of paths; no more than some files' texts are held at a time.
   *
   * @throws {@link UnknownRefError} `UNKNOWN_REF` with `at`
   * @throws as {@link StemmaProject.openHistory}
   */
  pages(options: AtOptions = {}): AsyncGenerator<WikiPage> {
    return this.#graph.pages(options);
  }

  /**
   * The text of a documented file as it is on the disk, with secrets masked. No other file is read.
   *
   * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND` for any other path
   * @throws {@link FileUnusableError} `FILE_UNUSABLE` for what is no regular file, or lies outside of the tree
   */
  async source(path: string, options: CallOptions = {}): Promise<SourceFile> {
    return this.#graph.source(path, options);
  }

  /** How the last `document` run goes or went; `null` where none is known. */
  async run(options: CallOptions = {}): Promise<RunProgress | null> {
    return this.#graph.run(options);
  }

  /**
   * Writes the documentation as a wiki of Markdown files below `directory`, with `at` as of a branch, tag or commit. Only what
   * differs is written; what others put there, or edited, is left alone and named.
   *
   * @throws {@link ExportRefusedError} `EXPORT_REFUSED`; with `at`: UnknownRefError and all that {@link StemmaProject.openHistory} throws
   */
  async exportWiki(directory: string, options: AtOptions = {}): Promise<WrittenPages> {
    return this.#graph.exportWiki(directory, options);
  }

  /**
   * What a model that this package does not call may write now, as that of an assistant: bounded items with all that a text is to be
   * made from, bottom-up, each held for whoever asked until its lease is over. Opens neither Python nor the index.
   *
   * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND` for a scope that is not in the tree
   */
  async nextUndocumented(options: NextWorkOptions = {}): Promise<NextWork> {
    return this.#work.next(options);
  }

  /**
   * Takes a text for an item of {@link StemmaProject.nextUndocumented}: graph and journal have it when this resolves, the index after
   * the next `document`, which keeps it as long as what it was made from stays.
   *
   * @throws {@link LeaseLostError} `LEASE_LOST`
   * @throws {@link TextRefusedError} `TEXT_REFUSED`
   * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT`; nothing is stored then
   */
  async submitDocumentation(text: SubmittedText, options: CallOptions = {}): Promise<AcceptedText> {
    return this.#work.submit(text, options);
  }

  /**
   * Lets go of what one process at a time may have, Chroma's directory and the working copy, until the next call that needs it; what
   * nobody else wants stays open.
   */
  async rest(): Promise<void> {
    this.#work.close();
    await this.#context.stores.rest();
  }

  /** Whether opening the nearest tree at or above a directory now would give the same state, files and configuration. */
  async isCurrent(directory: string, flags?: ProjectFlags): Promise<boolean> {
    return this.#context.stores.areInPlace && isSameTree(await findTree(directory, flags), this);
  }

  /** Closes what was opened; idempotent. What was written is nobody else's to read, whatever the umask. */
  async close(): Promise<void> {
    this.#work.close();
    await this.#graph.close();
    await this.#context.close();
    const { directory, isAlone } = this.state;
    if (isAlone) await tightenModes(directory);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
