import type { RelationType, Subtree, SubtreeNode } from "@stemma/graph-store";
import { type Adjacency, groupEdges } from "./adjacency.js";
import { findStrongComponents } from "./strong-components.js";
import { findTexts, isDependency } from "./texts-apart.js";

/** An edge seen from one of its ends. */
export interface Link {
  readonly type: RelationType;
  /** Position of the other end. */
  readonly node: number;
}

const NO_LINKS: readonly Link[] = [];

/**
 * What has to be done before what. Nodes are their positions in {@link Subtree.nodes}, components are numbered so that
 * each comes after all that it depends on.
 */
export class ProcessingPlan {
  readonly nodes: readonly SubtreeNode[];
  readonly componentCount: number;
  /** Component of each node, `-1` for outside nodes. */
  readonly componentOf: Int32Array;
  /** Work nodes, by component and within it by id: the order in which one worker alone would take them. */
  readonly order: Int32Array;
  /** Where each component's members begin in {@link order}. */
  readonly #memberStarts: Int32Array;
  readonly #types: readonly RelationType[];
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #outgoing: Adjacency;
  readonly #incoming: Adjacency;
  readonly #isText: Uint8Array;

  constructor(subtree: Subtree) {
    const { nodes } = subtree;
    const isText = findTexts(subtree);
    this.#isText = isText;
    // A node that calls itself depends on nothing by that.
    const edges = subtree.edges.filter((edge) => edge.from !== edge.to && isDependency(edge, isText));
    this.nodes = nodes;
    this.#types = edges.map((edge) => edge.type);
    this.#from = Int32Array.from(edges, (edge) => edge.from);
    this.#to = Int32Array.from(edges, (edge) => edge.to);
    this.#outgoing = groupEdges(nodes.length, this.#from);
    this.#incoming = groupEdges(nodes.length, this.#to);
    const isWork = (node: number): boolean => nodes[node]?.isInside ?? false;
    const components = findStrongComponents(this.#outgoing, this.#to, isWork);
    this.componentOf = components.componentOf;
    this.componentCount = components.count;
    const members = groupEdges(components.count + 1, shiftOutside(components.componentOf));
    // Slot 0 holds the outside nodes.
    const firstWork = members.starts[1] ?? 0;
    this.order = members.edges.subarray(firstWork);
    this.#memberStarts = members.starts.subarray(1).map((start) => start - firstWork);
  }

  /** The nodes of a component, ordered by id. More than one: they depend on one another. */
  membersOf(component: number): Int32Array {
    return this.order.subarray(this.#memberStarts[component], this.#memberStarts[component + 1]);
  }

  /** How many nodes a component has. */
  sizeOf(component: number): number {
    return (this.#memberStarts[component + 1] ?? 0) - (this.#memberStarts[component] ?? 0);
  }

  /** The first of a component's members, which for most components is the only one. */
  firstMemberOf(component: number): number {
    return this.order[this.#memberStarts[component] ?? 0] ?? -1;
  }

  /** Everything that a node contains, defines, calls, imports or inherits from, itself left out. */
  dependenciesOf(node: number): readonly Link[] {
    return this.#links(this.#outgoing, node, this.#to);
  }

  /** Everything that depends on a node. */
  dependentsOf(node: number): readonly Link[] {
    return this.#links(this.#incoming, node, this.#from);
  }

  /** How many edges of each component lead to other components that are work, too. */
  countOpenDependencies(): Int32Array {
    const open = new Int32Array(this.componentCount);
    for (const [edge, from] of this.#from.entries()) {
      const dependent = this.componentOf[from] ?? -1;
      const dependency = this.componentOf[this.#to[edge] ?? -1] ?? -1;
      if (dependent === -1 || dependency === -1 || dependent === dependency) continue;
      open[dependent] = (open[dependent] ?? 0) + 1;
    }
    return open;
  }

  /** Calls `visit` with the component on the other end of each edge into a component's members; with one of many edges as often. */
  visitDependentComponents(component: number, visit: (dependent: number) => void): void {
    const end = this.#memberStarts[component + 1] ?? 0;
    for (let slot = this.#memberStarts[component] ?? 0; slot < end; slot++) {
      const member = this.order[slot] ?? -1;
      const edgesEnd = this.#incoming.starts[member + 1] ?? 0;
      for (let edgeSlot = this.#incoming.starts[member] ?? 0; edgeSlot < edgesEnd; edgeSlot++) {
        const edge = this.#incoming.edges[edgeSlot] ?? -1;
        const dependent = this.componentOf[this.#from[edge] ?? -1] ?? -1;
        if (dependent !== -1 && dependent !== component) visit(dependent);
      }
    }
  }

  /** Whether a node tells what stands in the tree already: a text, a file or a folder of texts. */
  isText(position: number): boolean {
    return this.#isText[position] === 1;
  }

  /** A node of the plan by its position; the position must come from the plan. */
  nodeAt(position: number): SubtreeNode {
    const node = this.nodes[position];
    if (node === undefined)
      throw new RangeError(`position ${position} is not in a plan of ${this.nodes.length}`);
    return node;
  }

  /** A plain loop: these lists are made several times for each node, and most are empty. */
  #links(adjacency: Adjacency, node: number, ends: Int32Array): readonly Link[] {
    const start = adjacency.starts[node] ?? 0;
    const end = adjacency.starts[node + 1] ?? 0;
    if (start === end) return NO_LINKS;
    const links: Link[] = [];
    for (let slot = start; slot < end; slot++) {
      const edge = adjacency.edges[slot] ?? -1;
      links.push({ type: this.#types[edge] ?? "CALLS", node: ends[edge] ?? -1 });
    }
    return links;
  }
}

/** Components counted from 1, outside nodes at 0, so that they can be grouped. */
function shiftOutside(componentOf: Int32Array): Int32Array {
  return componentOf.map((component) => component + 1);
}
