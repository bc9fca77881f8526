import { existsSync } from "node:fs";
import { type CallOptions, InvalidArgumentError } from "@stemma/core";
import { AmbiguousSymbolError } from "../errors/ambiguous-symbol-error.js";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import { wordsOf } from "../index/embedding-text.js";
import { ownTextsInFile } from "../index/own-texts-in-file.js";
import { ownTexts } from "../index/texts-of-people.js";
import { type AcceptedTexts, acceptTexts } from "../origin/accept-texts.js";
import { matchingLines, type NodeSource } from "../search/matching-lines.js";
import type { RankedResult } from "../search/rank-candidates.js";
import { placeTest } from "../search/search-filter.js";
import type { SearchResult } from "../search/search-result.js";
import { readRecords, searchStages } from "../search/search-stages.js";
import { searchTree, type TreeQuestion } from "../search/search-tree.js";
import { findSymbols } from "../show/describe-symbol.js";
import type { Answer } from "../standing/standing.js";
import type { ProjectContext } from "./project-context.js";
import type { SearchOptions } from "./project-options.js";

type FoundResult = Omit<SearchResult, "matches"> & Pick<RankedResult, "id">;

/** Questions to the index, as it is now or as of an earlier version. */
export class SearchQuestions {
  readonly #project: ProjectContext;

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  async search(question: string, options: SearchOptions): Promise<Answer<SearchResult[]>> {
    const { limit = 10, at: ref, filter = {}, like } = options;
    const { root } = this.#project.state;
    await placeTest(filter, root);
    if (like !== undefined) return this.#searchLike(like, question, options);
    if (question.trim() === "")
      throw new InvalidArgumentError("the question is empty: ask in a sentence, or by a name or place");
    const asked = { question, limit, filter, root };
    if (ref !== undefined) return this.#searchAt(ref, asked, options);
    return this.#answer(asked, question, options);
  }

  /** What is like a symbol: its own text is what the others are compared with. */
  async #searchLike(
    symbol: string,
    question: string,
    { limit = 10, at: ref, filter = {}, ...options }: SearchOptions,
  ): Promise<Answer<SearchResult[]>> {
    if (question.trim() !== "" || ref !== undefined)
      throw new InvalidArgumentError(
        "what is like a symbol is asked without a question, of the tree as it is",
      );
    const { state, stores } = this.#project;
    const { root } = state;
    const graph = await stores.graph();
    const { quality, nodes } = await findSymbols(graph, symbol, { ...options, root });
    const ids = nodes.map(({ id }) => id);
    const [id] = ids;
    if (quality === "similar" || id === undefined) throw new SymbolNotFoundError(symbol, { similar: ids });
    if (ids.length > 1) throw new AmbiguousSymbolError(symbol, ids);
    const record = (await readRecords(graph, ids, new Map(), options)).get(id);
    if (record === undefined) throw new SymbolNotFoundError(symbol);
    return this.#answer(
      { question: record.text, limit, filter, root, like: id },
      wordsOf(record.metadata.symbol),
      options,
    );
  }

  /** @param words - What to look for in the sources of the answers. */
  async #answer(asked: TreeQuestion, words: string, options: CallOptions): Promise<Answer<SearchResult[]>> {
    const answering = this.#searchNow(asked, options);
    // Beside the answering, most of which happens in Python, and not before Python is at it.
    const standing = this.#project.stores
      .model()
      .catch(() => undefined)
      .then(() => this.#project.standing());
    standing.catch(() => undefined);
    const results = await this.#withMatches(this.#withOrigins(await answering), words, options);
    return Object.assign(results, { standing: await standing });
  }

  async accept(paths: readonly string[], options: CallOptions): Promise<AcceptedTexts> {
    const { collection } = await this.#project.stores.engine();
    return acceptTexts(collection, this.#project.madeHere, paths, options);
  }

  #withOrigins(results: readonly RankedResult[]): FoundResult[] {
    const { madeHere } = this.#project;
    return results.map(({ origin, ...result }) => {
      const isMadeHere = madeHere.has({ nodeId: result.id, text: result.documentation });
      return { ...result, origin: { ...origin, isMadeHere } };
    });
  }

  async #withMatches(
    results: readonly FoundResult[],
    question: string,
    options: CallOptions,
  ): Promise<SearchResult[]> {
    const graph = await this.#project.stores.graph();
    const nodes = await graph.readNodes({ ids: results.map(({ id }) => id) }, options);
    return withMatches(results, new Map(nodes.map((node) => [node.id, node])), question);
  }

  async #searchAt(ref: string, asked: TreeQuestion, options: CallOptions): Promise<Answer<SearchResult[]>> {
    const versions = await this.#project.openHistory();
    const { embedder } = await this.#project.stores.model();
    const { searchHistory } = await import("../history/search-history.js");
    const asOf = { ...asked, collection: this.#project.config.collection, ref };
    const found = this.#withOrigins(await searchHistory(versions, embedder, asOf, options));
    // The history has no sources.
    const results = withMatches(found, new Map(), "");
    return Object.assign(results, { standing: await this.#project.standingAt(ref, options) });
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
        this.#textsOfPeople(ids, options);
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

  async #textsOfPeople(ids: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, string>> {
    const { stores, state, config, logger } = this.#project;
    const engine = await stores.openedEngine();
    if (engine !== undefined) return ownTexts(engine.collection, ids, options);
    const { chromaDirectory } = state;
    const { collection } = config;
    return ownTextsInFile({ chromaDirectory, collection, logger }, ids);
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
