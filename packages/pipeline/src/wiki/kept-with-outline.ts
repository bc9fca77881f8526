import type { TreeOutline } from "./tree-outline.js";

/**
 * What is derived from all of a graph, kept with the outline that it was read beside: a graph gives the same outline until something is
 * written, and then another one. What is made meanwhile is made twice, so that nobody waits for work that another one may call off.
 */
export class KeptWithOutline<Value> {
  readonly #values = new WeakMap<TreeOutline, Value>();

  async get(tree: TreeOutline, make: () => Promise<Value>): Promise<Value> {
    const known = this.#values.get(tree);
    if (known !== undefined) return known;
    const made = await make();
    this.#values.set(tree, made);
    return made;
  }
}
