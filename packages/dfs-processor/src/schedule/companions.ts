import type { ProcessingPlan } from "../plan/processing-plan.js";

const NONE: readonly number[] = [];
/** Nodes that have their turn together with one: more than fit in one call, so that large ones leave room for others. */
const MOST = 47;

/** Which nodes may be asked for together: definitions, those of one file first. */
export class Companions {
  readonly most = MOST;
  readonly #plan: ProcessingPlan;
  readonly #definitions = new Map<string, number[]>();

  constructor(plan: ProcessingPlan) {
    this.#plan = plan;
    for (const node of plan.order) {
      if (!this.mayJoin(node)) continue;
      const { path } = plan.nodeAt(node);
      const definitions = this.#definitions.get(path);
      if (definitions === undefined) this.#definitions.set(path, [node]);
      else definitions.push(node);
    }
  }

  /** Those of its own file that one may be asked for with, itself among them. */
  ofFile(node: number): readonly number[] {
    if (!this.mayJoin(node)) return NONE;
    return this.#definitions.get(this.#plan.nodeAt(node).path) ?? NONE;
  }

  mayJoin(node: number): boolean {
    const { label } = this.#plan.nodeAt(node);
    return label === "FUNCTION" || label === "CLASS";
  }
}
