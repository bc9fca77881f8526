import { basename, resolve } from "node:path";
import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore, NodeOutline } from "@stemma/graph-store";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import type { ExplainedText } from "../grounding/explained-text.js";
import type { TextsVerification } from "../grounding/texts-verification.js";
import type { ReachedFile } from "../map/test-reach.js";
import type { TreeMap } from "../map/tree-map.js";
import { oneMeant } from "../names/one-meant.js";
import { type RunProgress, runProgress } from "../runs/run-progress.js";
import { readRunRecord } from "../runs/run-record.js";
import { describeSymbol, findSymbols } from "../show/describe-symbol.js";
import type { SourceFile } from "../source/read-source-file.js";
import type { Answer } from "../standing/standing.js";
import type { WikiPage } from "../wiki/wiki-page.js";
import type { WrittenPages } from "../wiki/written-pages.js";
import { GraphOfRef } from "./graph-of-ref.js";
import type { ProjectContext } from "./project-context.js";
import type { AtOptions, ShownSymbols, ShowOptions } from "./project-options.js";

/** Questions to the graph, as it is now or as of an earlier version. */
export class GraphQuestions {
  readonly #project: ProjectContext;
  readonly #graphOfRef = new GraphOfRef();

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  async hasFile(path: string, options: CallOptions): Promise<boolean> {
    const graph = await this.#project.stores.graph();
    const [node] = await graph.readNodes({ ids: [path] }, options);
    return node?.label === "FILE";
  }

  async map({ at, ...options }: AtOptions): Promise<Answer<TreeMap>> {
    const { readTreeMap } = await import("../map/tree-map.js");
    const map = await readTreeMap(await this.graphAt(at, options), options);
    return { ...map, standing: await this.#project.standingAt(at, options) };
  }

  async testReach(options: CallOptions): Promise<readonly ReachedFile[]> {
    const { readTestReach } = await import("../map/test-reach.js");
    return readTestReach(await this.#project.stores.graph(), options);
  }

  async *pages({ at, ...options }: AtOptions): AsyncGenerator<WikiPage> {
    const { readWiki } = await import("../wiki/read-wiki.js");
    const { TreeOutline } = await import("../wiki/tree-outline.js");
    const graph = await this.graphAt(at, options);
    const tree = await TreeOutline.read(graph, options);
    const ids = (await graph.readOutline(options)).map(({ id }) => id);
    const ofPeople = await this.#ofPeople(at, ids, options);
    yield* readWiki({ graph, tree, origins: this.#project.origins, ofPeople }, options);
  }

  async source(path: string, options: CallOptions): Promise<SourceFile> {
    const { readSourceFile } = await import("../source/read-source-file.js");
    const { root } = this.#project.state;
    return readSourceFile(await this.#project.stores.graph(), { root, path }, options);
  }

  async run(options: CallOptions): Promise<RunProgress | null> {
    const record = await readRunRecord(this.#project.state);
    if (record === null) return null;
    return runProgress(record, await (await this.#project.stores.graph()).readStatistics(options));
  }

  async show(symbol: string, { at, limit, ...options }: ShowOptions = {}): Promise<ShownSymbols> {
    return this.#project.answeredAt(at, options, async () => {
      const graph = await this.graphAt(at, options);
      const meant = await this.#meantBy(graph, symbol, options);
      const ids = meant.slice(0, limit);
      const { origins } = this.#project;
      // Of an earlier version people's texts are those that it has.
      const own = at === undefined ? await this.#project.ownTexts(ids, options) : undefined;
      const nodes = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
      const described = await Promise.all(
        ids
          .flatMap((id) => nodes.get(id) ?? [])
          .map((node) => describeSymbol(graph, node, { origins, own: own?.get(node.id) }, options)),
      );
      return Object.assign(described, { alsoNamed: meant.slice(ids.length) });
    });
  }

  async why(symbol: string, options: CallOptions): Promise<Answer<ExplainedText[]>> {
    const { explainText } = await import("../grounding/explain-text.js");
    const { root } = this.#project.state;
    return this.#project.answered(async () => {
      const graph = await this.#project.stores.graph();
      const ids = await this.#meantBy(graph, symbol, options);
      const ofPeople = await this.#project.textsOfPeople(ids, options);
      const nodes = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
      const explained: ExplainedText[] = [];
      for (const node of ids.flatMap((id) => nodes.get(id) ?? []))
        explained.push(await explainText(graph, node, { ...options, root, ofPeople }));
      return explained;
    });
  }

  async verifyTexts(options: CallOptions): Promise<TextsVerification> {
    const { verifyTexts } = await import("../grounding/verify-texts.js");
    const textsOfPeople = (ids: readonly string[]) => this.#project.textsOfPeople(ids, options);
    return verifyTexts(await this.#project.stores.graph(), { ...options, textsOfPeople });
  }

  async overview(path = ".", { at, ...options }: AtOptions = {}): Promise<Answer<WikiPage>> {
    const { readPage } = await import("../wiki/read-wiki.js");
    const { TreeOutline } = await import("../wiki/tree-outline.js");
    return this.#project.answeredAt(at, options, async () => {
      const graph = await this.graphAt(at, options);
      const tree = await TreeOutline.read(graph, options);
      const isPage = (each: NodeOutline | undefined): boolean =>
        each?.label === "FOLDER" || each?.label === "FILE";
      const named = tree.node(path);
      const node = isPage(named)
        ? named
        : (await this.#meantBy(graph, path, options)).map((id) => tree.node(id)).find(isPage);
      if (node === undefined) throw new SymbolNotFoundError(path);
      const inside = [...tree.childrenOf(node.path), ...tree.symbolsOf(node.path)];
      const ids = [node, ...inside].map(({ id }) => id);
      const ofPeople = await this.#ofPeople(at, ids, options);
      return readPage({ graph, tree, origins: this.#project.origins, ofPeople }, node, options);
    });
  }

  async exportWiki(
    directory: string,
    { at: ref, ...options }: CallOptions & { readonly at?: string | undefined } = {},
  ): Promise<WrittenPages> {
    const { exportWiki } = await import("../wiki/export-wiki.js");
    const target = { directory: resolve(directory), title: basename(this.#project.state.root) };
    const { origins } = this.#project;
    if (ref === undefined) {
      const graph = await this.#project.stores.graph();
      const ids = (await graph.readOutline(options)).map(({ id }) => id);
      const ofPeople = await this.#ofPeople(ref, ids, options);
      return exportWiki({ graph, origins, ofPeople }, target, options);
    }
    const { graphAtRef } = await import("../wiki/graph-at-ref.js");
    await using graph = await graphAtRef({ ...(await this.#project.comparedIndex()), ref }, options);
    return await exportWiki({ graph, origins }, target, options);
  }

  /** The present graph, or that of a version. */
  async graphAt(ref: string | undefined, options: CallOptions): Promise<GraphStore> {
    if (ref === undefined) return this.#project.stores.graph();
    return this.#graphOfRef.open(await this.#project.comparedIndex(), ref, options);
  }

  /** Of an earlier version they are among its texts. */
  async #ofPeople(
    ref: string | undefined,
    ids: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    return ref === undefined ? this.#project.textsOfPeople(ids, options) : undefined;
  }

  /** Ids, best first. */
  async #meantBy(graph: GraphStore, symbol: string, options: CallOptions): Promise<string[]> {
    const { quality, nodes } = await findSymbols(graph, symbol, {
      ...options,
      root: this.#project.state.root,
    });
    const ids = nodes.map(({ id }) => id);
    if (quality === "similar" || ids.length === 0) throw new SymbolNotFoundError(symbol, { similar: ids });
    return ids;
  }

  /**
   * @throws {@link SymbolNotFoundError} `SYMBOL_NOT_FOUND`
   * @throws {@link AmbiguousSymbolError} `SYMBOL_AMBIGUOUS` for a name that several have
   */
  async oneMeantBy(graph: GraphStore, symbol: string, options: CallOptions): Promise<CodeNode> {
    const { root } = this.#project.state;
    const id = oneMeant(symbol, await findSymbols(graph, symbol, { ...options, root }));
    const [node] = await graph.readNodes({ ids: [id] }, options);
    if (node === undefined) throw new SymbolNotFoundError(symbol);
    return node;
  }

  async close(): Promise<void> {
    await this.#graphOfRef.close();
  }
}
