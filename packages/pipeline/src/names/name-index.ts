import { dottedOf, partsOf } from "./dotted-name.js";
import type { NamedNode } from "./named-node.js";
import { plainName } from "./similar-names.js";

/**
 * Nodes by the last part of their names, written plainly: whatever name ends as a written one does, its last part is the
 * written one's. Made once for a list of nodes, and forgotten with it.
 */
export class NameIndex<Node extends NamedNode> {
  static readonly #made = new WeakMap<readonly NamedNode[], NameIndex<NamedNode>>();
  readonly #byLastPart = new Map<string, Node[]>();

  private constructor(nodes: readonly Node[]) {
    for (const node of nodes) {
      for (const part of new Set([...endsOf(node.id), ...endsOf(dottedOf(node))])) {
        const known = this.#byLastPart.get(part);
        if (known === undefined) this.#byLastPart.set(part, [node]);
        else known.push(node);
      }
    }
  }

  static of<Node extends NamedNode>(nodes: readonly Node[]): NameIndex<Node> {
    let index = NameIndex.#made.get(nodes);
    if (index === undefined) {
      index = new NameIndex<NamedNode>(nodes);
      NameIndex.#made.set(nodes, index);
    }
    // Made of this very list.
    return index as NameIndex<Node>;
  }

  /** All whose id or dotted name may end as `written` does, and some others; each once. */
  endingAs(written: string): readonly Node[] {
    const found = [...new Set(endsOf(written))].map((part) => this.#byLastPart.get(part) ?? []);
    return [...new Set(found.flat())];
  }
}

/** The last part of a name as ends of ids are compared, and as its parts are. */
function endsOf(name: string): string[] {
  const boundary = Math.max(name.lastIndexOf("."), name.lastIndexOf("/"), name.lastIndexOf("#"));
  return [plainName(name.slice(boundary + 1)), plainName(partsOf(name).at(-1) ?? "")];
}
