import { basename, resolve } from "node:path";
import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore, NodeOutline } from "@stemma/graph-store";
import { AmbiguousSymbolError } from "../errors/ambiguous-symbol-error.js";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import type { TreeMap } from "../map/tree-map.js";
import { type RunProgress, runProgress } from "../runs/run-progress.js";
import { readRunRecord } from "../runs/run-record.js";
import { describeSymbol, findSymbols } from "../show/describe-symbol.js";
import type { SourceFile } from "../source/read-source-file.js";
import type { Answer } from "../standing/standing.js";
import type { Neighbourhood } from "../trace/neighbourhood.js";
import type { Trace } from "../trace/trace.js";
import type { WikiPage } from "../wiki/wiki-page.js";
import type { WrittenPages } from "../wiki/written-pages.js";
import { GraphOfRef } from "./graph-of-ref.js";
import type { ProjectContext } from "./project-context.js";
import type { AtOptions, NeighbourhoodOptions, ShownSymbols, ShowOptions, TraceOptions } from "./project-options.js";

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

  async *pages({ at, ...options }: AtOptions): AsyncGenerator<WikiPage> {
    const { readWiki } = await import("../wiki/read-wiki.js");
    const { TreeOutline } = await import("../wiki/tree-outline.js");
    const graph = await this.graphAt(at, options);
    const tree = await TreeOutline.read(graph, options);
    yield* readWiki({ graph, tree, origins: this.#project.origins }, options);
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
      const nodes = new Map((await graph.readNodes({ ids }, options)).map((node) => [node.id, node]));
      const described = await Promise.all(
        ids.flatMap((id) => nodes.get(id) ?? []).map((node) => describeSymbol(graph, node, origins, options)),
      );
      return Object.assign(described, { alsoNamed: meant.slice(ids.length) });
    });
  }

  async trace(
    symbol: string,
    { at, direction, depth, limit, ...options }: TraceOptions,
  ): Promise<Answer<Trace>> {
    const { traceRelations } = await import("../trace/trace-relations.js");
    return this.#project.answeredAt(at, options, async () => {
      const graph = await this.graphAt(at, options);
      const from = await this.#oneMeantBy(graph, symbol, options);
      return traceRelations(graph, from, { direction, depth, limit }, options);
    });
  }

  async neighbourhood(
    symbol: string,
    { at, hops, limit, ...options }: NeighbourhoodOptions,
  ): Promise<Answer<Neighbourhood>> {
    const { neighbourhoodOf } = await import("../trace/neighbourhood.js");
    return this.#project.answeredAt(at, options, async () => {
      const graph = await this.graphAt(at, options);
      const from = await this.#oneMeantBy(graph, symbol, options);
      return neighbourhoodOf(graph, from, { hops, limit }, options);
    });
  }

  async tracePath(
    symbol: string,
    target: string,
    { at, depth, limit, ...options }: Omit<TraceOptions, "direction">,
  ): Promise<Answer<Trace>> {
    const { findPath } = await import("../trace/find-path.js");
    return this.#project.answeredAt(at, options, async () => {
      const graph = await this.graphAt(at, options);
      const from = await this.#oneMeantBy(graph, symbol, options);
      const to = await this.#oneMeantBy(graph, target, options);
      return { from, ...(await findPath(graph, from, to, { depth, limit }, options)) };
    });
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
      return readPage({ graph, tree, origins: this.#project.origins }, node, options);
    });
  }

  async exportWiki(
    directory: string,
    { at: ref, ...options }: CallOptions & { readonly at?: string | undefined } = {},
  ): Promise<WrittenPages> {
    const { exportWiki } = await import("../wiki/export-wiki.js");
    const target = { directory: resolve(directory), title: basename(this.#project.state.root) };
    const { origins } = this.#project;
    if (ref === undefined)
      return exportWiki({ graph: await this.#project.stores.graph(), origins }, target, options);
    const { graphAtRef } = await import("../wiki/graph-at-ref.js");
    await using graph = await graphAtRef({ ...(await this.#project.comparedIndex()), ref }, options);
    return await exportWiki({ graph, origins }, target, options);
  }

  /** The present graph, or that of a version. */
  async graphAt(ref: string | undefined, options: CallOptions): Promise<GraphStore> {
    if (ref === undefined) return this.#project.stores.graph();
    return this.#graphOfRef.open(await this.#project.comparedIndex(), ref, options);
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

  async #oneMeantBy(graph: GraphStore, symbol: string, options: CallOptions): Promise<CodeNode> {
    const ids = await this.#meantBy(graph, symbol, options);
    if (ids.length > 1) throw new AmbiguousSymbolError(symbol, ids);
    const [node] = await graph.readNodes({ ids }, options);
    if (node === undefined) throw new SymbolNotFoundError(symbol);
    return node;
  }

  async close(): Promise<void> {
    await this.#graphOfRef.close();
  }
}
