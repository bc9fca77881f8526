import type { LlmProvider } from "@stemma/llm";
import { enclosingDefinition, isUse } from "../plan/link-roles.js";
import type { ProcessingPlan } from "../plan/processing-plan.js";
import { sha256 } from "./sha256.js";

/** Stands for the documentation of a dependency that has none. */
const NO_DOCUMENTATION = "-";
/** Stands for the documentation of another member of the same cycle. */
const IN_CYCLE = "~";

/**
 * Computes node keys: the hash of everything that a node's text is made from. A node whose stored documentation has
 * the same key is up to date, and since dependencies count by the hash of their summaries, a change stops rising where it
 * no longer changes a summary.
 */
export class NodeKeys {
  readonly #plan: ProcessingPlan;
  readonly #provider: LlmProvider;
  readonly #prefix: string;

  constructor(plan: ProcessingPlan, provider: LlmProvider) {
    this.#plan = plan;
    this.#provider = provider;
    this.#prefix = sha256(provider.name, provider.model, provider.promptVersion);
  }

  /**
   * Keys of a component's members, in their order. In a cycle each key covers all members: it is reused or documented
   * as a whole.
   *
   * @param summaryHashOf of a node that is finished or outside; `null` when it has no documentation
   */
  ofComponent(component: number, summaryHashOf: (node: number) => string | null): string[] {
    const members = this.#plan.membersOf(component);
    const own = Array.from(members, (node) => this.#ownKey(node, component, summaryHashOf));
    if (own.length === 1) return own;
    const group = sha256(...own);
    return Array.from(members, (node) => sha256(group, this.#plan.nodeAt(node).id));
  }

  #ownKey(node: number, component: number, summaryHashOf: (node: number) => string | null): string {
    const { id, sourceHash } = this.#plan.nodeAt(node);
    const dependencies = this.#plan.dependenciesOf(node).map((link) => {
      const isInCycle = this.#plan.componentOf[link.node] === component;
      const summaryHash = isInCycle ? IN_CYCLE : (summaryHashOf(link.node) ?? NO_DOCUMENTATION);
      return `${link.type} ${this.#plan.nodeAt(link.node).id} ${summaryHash}`;
    });
    const dependents = this.#plan.dependentsOf(node);
    const users =
      this.#provider.readsUsers === true
        ? dependents
            .filter((link) => isUse(link.type))
            .map((link) => `USED ${this.#plan.nodeAt(link.node).id}`)
        : [];
    const parent = enclosingDefinition(this.#plan, node);
    // Sorted, since stores may give edges in any order.
    return sha256(this.#prefix, id, sourceHash, parent?.id ?? "", ...dependencies.sort(), ...users.sort());
  }
}
