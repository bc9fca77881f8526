import { existsSync } from "node:fs";
import { type CallOptions, InvalidArgumentError } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import { wordsOf } from "../index/embedding-text.js";
import { oneMeant } from "../names/one-meant.js";
import { type AcceptedTexts, acceptTexts } from "../origin/accept-texts.js";
import { matchingLines, type NodeSource } from "../search/matching-lines.js";
import type { RankedResult } from "../search/rank-candidates.js";
import { placeTest } from "../search/search-filter.js";
import type { SearchResult } from "../search/search-result.js";
import { readRecords, searchStages } from "../search/search-stages.js";
import { searchTree, type TreeQuestion } from "../search/search-tree.js";
import { type Suggestion, suggestPlaces } from "../search/suggest-places.js";
import { findSymbols } from "../show/describe-symbol.js";
import type { Answer } from "../standing/standing.js";
import type { ProjectContext } from "./project-context.js";
import type { SearchOptions } from "./project-options.js";

interface Asked {
  readonly asked: TreeQuestion;
  readonly words: string;
}

type FoundResult = Omit<SearchResult, "matches"> & Pick<RankedResult, "id">;

/** Questions to the index, as it is now or as of an earlier version. */
export class SearchQuestions {
  readonly #project: ProjectContext;

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  async search(question: string, options: SearchOptions): Promise<Answer<SearchResult[]>> {
    // Python starts first: what tells the standing brings the table of languages along.
    this.#project.stores.model().catch(() => undefined);
    return this.#project.answeredAt(options.at, options, async () => {
      const { asked, words } = await this.#asked(question, options);
      return this.#withMatches(this.#withOrigins(await this.#rank(asked, options)), words, options);
    });
  }

  /** @throws as {@link StemmaProject.search} */
  async ranked(question: string, options: SearchOptions): Promise<RankedResult[]> {
    const { asked } = await this.#asked(question, options);
    return this.#rank(asked, options);
  }

  #rank(asked: TreeQuestion, options: SearchOptions): Promise<RankedResult[]> {
    const { at: ref } = options;
    return ref === undefined ? this.#searchNow(asked, options) : this.#searchAt(ref, asked, options);
  }

  /** What is asked, and the words to look for in the sources of the answers. */
  async #asked(question: string, options: SearchOptions): Promise<Asked> {
    const { limit = 10, filter = {}, like } = options;
    const { root } = this.#project.state;
    await placeTest(filter, root);
    if (like !== undefined) return this.#likeness(like, question, options);
    if (question.trim() === "")
      throw new InvalidArgumentError("the question is empty: ask in a sentence, or by a name or place");
    return { asked: { question, limit, filter, root }, words: question };
  }

  /** What is like a symbol: its own text is what the others are compared with. */
  async #likeness(
    symbol: string,
    question: string,
    { limit = 10, at: ref, filter = {}, ...options }: SearchOptions,
  ): Promise<Asked> {
    if (question.trim() !== "" || ref !== undefined)
      throw new InvalidArgumentError(
        "what is like a symbol is asked without a question, of the tree as it is",
      );
    const { state, stores } = this.#project;
    const { root } = state;
    const graph = await stores.graph();
    const like = oneMeant(symbol, await findSymbols(graph, symbol, { ...options, root }));
    const record = (await readRecords(graph, [like], new Map(), options)).get(like);
    if (record === undefined) throw new SymbolNotFoundError(symbol);
    const { text, metadata } = record;
    return { asked: { question: text, limit, filter, root, like }, words: wordsOf(metadata.symbol) };
  }

  /** From the graph of the version that is asked. */
  async suggest(graph: GraphStore, question: string, options: SearchOptions): Promise<Answer<Suggestion[]>> {
    const { limit = 10, filter = {}, at: ref } = options;
    const { root } = this.#project.state;
    const asked = { question, limit, filter, root };
    const isCurrent = ref === undefined && (await this.#isFirstStageCurrent());
    const firstStage = isCurrent ? this.#project.stores.firstStage() : undefined;
    const found = question.trim() === "" ? [] : await suggestPlaces({ graph, firstStage }, asked, options);
    return Object.assign(found, { standing: await this.#project.standingAt(ref, options) });
  }

  async accept(paths: readonly string[], options: CallOptions): Promise<AcceptedTexts> {
    const { collection } = await this.#project.stores.engine();
    return acceptTexts(collection, this.#project.origins.madeHere, paths, options);
  }

  #withOrigins(results: readonly RankedResult[]): FoundResult[] {
    const { origins } = this.#project;
    return results.map(({ origin, ...result }) => ({
      ...result,
      origin: origins.of(origin, { nodeId: result.id, text: result.documentation }),
    }));
  }

  async #withMatches(
    results: readonly FoundResult[],
    question: string,
    { at, ...options }: SearchOptions,
  ): Promise<SearchResult[]> {
    // The history has no sources.
    if (at !== undefined) return withMatches(results, new Map(), question);
    const graph = await this.#project.stores.graph();
    const nodes = await graph.readNodes({ ids: results.map(({ id }) => id) }, options);
    return withMatches(results, new Map(nodes.map((node) => [node.id, node])), question);
  }

  async #searchAt(ref: string, asked: TreeQuestion, options: CallOptions): Promise<RankedResult[]> {
    const versions = await this.#project.openHistory();
    const { embedder } = await this.#project.stores.model();
    const { searchHistory } = await import("../history/search-history.js");
    return searchHistory(
      versions,
      embedder,
      { ...asked, collection: this.#project.config.collection, ref },
      options,
    );
  }

  /** In two stages where the first is of the index's state; else among the vectors that are in the index. */
  async #searchNow(asked: TreeQuestion, options: CallOptions): Promise<RankedResult[]> {
    const { stores } = this.#project;
    // Python starts meanwhile; what fails is thrown where it is awaited.
    stores.model().catch(() => undefined);
    const graph = await stores.graph();
    if (await this.#isFirstStageCurrent()) {
      const { embedder } = await stores.model();
      const firstStage = stores.firstStage();
      const textsOfPeople = (ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
        this.#project.textsOfPeople(ids, options);
      return searchStages({ graph, firstStage, embedder, textsOfPeople }, asked, options);
    }
    const { collection, embedder } = await stores.engine();
    return searchTree({ graph, collection, embedder }, asked, options);
  }

  /** Not after the index was moved in its history, until it is documented again; nor of a server, which others may write to. */
  async #isFirstStageCurrent(): Promise<boolean> {
    const { state, config, stores } = this.#project;
    if (config.chroma !== undefined || !existsSync(state.firstStageFile)) return false;
    const made = stores.firstStage().state;
    const position = await this.#project.position();
    // While another process works with the index, it may be read as it last was.
    return made !== undefined && (position === undefined || position === made);
  }
}

function withMatches(
  results: readonly FoundResult[],
  nodes: ReadonlyMap<string, NodeSource>,
  question: string,
): SearchResult[] {
  return results.map(({ id, ...result }) => {
    const node = nodes.get(id);
    return { ...result, matches: node === undefined ? [] : matchingLines(node, question) };
  });
}
