import { existsSync } from "node:fs";
import { type CallOptions, InvalidArgumentError } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import { type AcceptedTexts, acceptTexts } from "../origin/accept-texts.js";
import type { RankedResult } from "../search/rank-candidates.js";
import { placeTest } from "../search/search-filter.js";
import type { SearchResult } from "../search/search-result.js";
import { searchStages } from "../search/search-stages.js";
import { searchTree, type TreeQuestion } from "../search/search-tree.js";
import { type Suggestion, suggestPlaces } from "../search/suggest-places.js";
import type { Answer } from "../standing/standing.js";
import type { ProjectContext } from "./project-context.js";
import type { SearchOptions } from "./project-options.js";

/** Questions to the index, as it is now or as of an earlier version. */
export class SearchQuestions {
  readonly #project: ProjectContext;

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  async search(question: string, options: SearchOptions): Promise<Answer<SearchResult[]>> {
    return this.#project.answeredAt(options.at, options, async () =>
      this.#withOrigins(await this.ranked(question, options)),
    );
  }

  /** @throws as `StemmaProject.search` */
  async ranked(question: string, options: SearchOptions): Promise<RankedResult[]> {
    const { limit = 10, at: ref, filter = {} } = options;
    if (question.trim() === "")
      throw new InvalidArgumentError("the question is empty: ask in a sentence, or by a name or place");
    await placeTest(filter);
    const asked = { question, limit, filter, root: this.#project.state.root };
    return ref === undefined ? this.#searchNow(asked, options) : this.#searchAt(ref, asked, options);
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

  #withOrigins(results: readonly RankedResult[]): SearchResult[] {
    const { origins } = this.#project;
    return results.map(({ id: nodeId, origin, ...result }) => ({
      ...result,
      origin: origins.of(origin, { nodeId, text: result.documentation }),
    }));
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
