import type { CallOptions } from "@stemma/core";
import type { CodeNode, GraphStore, NodeOutline } from "@stemma/graph-store";
import type { Diagram } from "../diagram/diagram.js";
import { GraphEmptyError } from "../errors/graph-empty-error.js";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import type { Circles } from "../graph/circles.js";
import type { Outline } from "../graph/definitions.js";
import type { FoundSteps } from "../graph/diagram-of.js";
import type { Unused } from "../graph/unused.js";
import type { Answer } from "../standing/standing.js";
import type { Impact } from "../trace/impact.js";
import type { Neighbourhood } from "../trace/neighbourhood.js";
import type { Trace } from "../trace/trace.js";
import type { GraphQuestions } from "./graph-questions.js";
import type { ProjectContext } from "./project-context.js";
import type {
  AtOptions,
  BelowOptions,
  CyclesOptions,
  NeighbourhoodOptions,
  PathOptions,
  TraceOptions,
} from "./project-options.js";

/** How many are given of a list that nobody has bounded. */
const MOST = 1_000;

/** Questions to what leads from where to where; a scan of the tree is enough for all of them. */
export class RelationQuestions {
  readonly #project: ProjectContext;
  readonly #graph: GraphQuestions;

  constructor(project: ProjectContext, graph: GraphQuestions) {
    this.#project = project;
    this.#graph = graph;
  }

  async trace(
    symbol: string,
    { at, direction, depth, limit, ...options }: TraceOptions,
  ): Promise<Answer<Trace>> {
    const { traceRelations } = await import("../trace/trace-relations.js");
    return this.#answered(at, options, async (graph) => {
      const from = await this.#outline(graph, symbol, options);
      return traceRelations(graph, from, { direction, depth, limit }, options);
    });
  }

  async neighbourhood(
    symbol: string,
    { at, hops, limit, ...options }: NeighbourhoodOptions,
  ): Promise<Answer<Neighbourhood>> {
    const { neighbourhoodOf } = await import("../trace/neighbourhood.js");
    return this.#answered(at, options, async (graph) => {
      const from = await this.#outline(graph, symbol, options);
      return neighbourhoodOf(graph, from, { hops, limit }, options);
    });
  }

  async tracePath(
    symbol: string,
    target: string,
    { at, depth, limit, ...options }: PathOptions,
  ): Promise<Answer<Trace>> {
    const { findPath } = await import("../trace/find-path.js");
    return this.#answered(at, options, async (graph) => {
      const from = await this.#outline(graph, symbol, options);
      const to = await this.#outline(graph, target, options);
      return { from, ...(await findPath(graph, from, to, { depth, limit }, options)) };
    });
  }

  async impact(symbol: string, { at, depth, limit, ...options }: PathOptions): Promise<Answer<Impact>> {
    const { impactOfNode } = await import("../trace/impact.js");
    return this.#answered(at, options, async (graph) => {
      const from = await this.#outline(graph, symbol, options);
      return impactOfNode(graph, from, { depth, limit }, options);
    });
  }

  async impactSince(
    ref: string,
    { depth, limit, ...options }: Omit<PathOptions, "at">,
  ): Promise<Answer<Impact>> {
    const { changedSymbols } = await import("../trace/changed-symbols.js");
    const { impactOfNodes } = await import("../trace/impact.js");
    const { root } = this.#project.state;
    return this.#answered(undefined, options, async (graph) => {
      const changed = await changedSymbols(graph, { root, ref }, options);
      return impactOfNodes(graph, changed, { depth, limit }, options);
    });
  }

  async outline(path: string, { at, limit = MOST, ...options }: BelowOptions): Promise<Answer<Outline>> {
    const { outlineOfNode } = await import("../graph/definitions.js");
    return this.#answered(at, options, async (graph) => {
      const of = await this.#outline(graph, path, options);
      return outlineOfNode(graph, of, { limit }, options);
    });
  }

  async unused(path: string, { at, limit = MOST, ...options }: BelowOptions): Promise<Answer<Unused>> {
    const { unusedBelow } = await import("../graph/unused.js");
    return this.#answered(at, options, async (graph) => {
      const { path: below } = await this.#place(graph, path, options);
      return unusedBelow(graph, { below, limit });
    });
  }

  async cycles(
    path: string,
    { at, limit = MOST, relation, ...options }: CyclesOptions,
  ): Promise<Answer<Circles>> {
    const { circlesIn } = await import("../graph/circles.js");
    return this.#answered(at, options, async (graph) => {
      const { path: below } = await this.#place(graph, path, options);
      return circlesIn(graph, { type: relation, below, limit }, options);
    });
  }

  async diagram(found: FoundSteps, { at, ...options }: AtOptions): Promise<Diagram> {
    const { diagramOfSteps } = await import("../graph/diagram-of.js");
    return diagramOfSteps(await this.#graph.graphAt(at, options), found, options);
  }

  async #answered<T extends object>(
    at: string | undefined,
    options: CallOptions,
    ask: (graph: GraphStore) => Promise<T>,
  ): Promise<Answer<T>> {
    const { state, config } = this.#project;
    const answer = await this.#project.answeredAt(at, options, async () => {
      const graph = await this.#graph.graphAt(at, options);
      if ((await graph.readOutline(options)).length === 0) throw new GraphEmptyError(state.root);
      return ask(graph);
    });
    if (at !== undefined) return answer;
    const { standingOfScan } = await import("../standing/standing-of-scan.js");
    const graph = await this.#project.stores.graph();
    const tree = { root: state.root, rules: { include: config.include, exclude: config.exclude } };
    return Object.assign(answer, { standing: await standingOfScan(tree, graph, answer.standing, options) });
  }

  /** What a name means, without its texts: an answer says where it stands. */
  async #outline(graph: GraphStore, symbol: string, options: CallOptions): Promise<NodeOutline> {
    const node = await this.#graph.oneMeantBy(graph, symbol, options);
    const { id, label, kind, path, name, language, startLine, endLine } = node;
    const outline = { id, label, path, name, language, startLine, endLine };
    return kind === undefined ? outline : { ...outline, kind };
  }

  /** A folder or file. */
  async #place(graph: GraphStore, path: string, options: CallOptions): Promise<CodeNode> {
    const node = await this.#graph.oneMeantBy(graph, path, options);
    if (node.label !== "FOLDER" && node.label !== "FILE") throw new SymbolNotFoundError(path);
    return node;
  }
}
