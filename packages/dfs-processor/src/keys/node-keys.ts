import type { LlmProvider } from "@stemma/llm";
import { enclosingDefinition, isUse } from "../plan/link-roles.js";
import type { ProcessingPlan } from "../plan/processing-plan.js";
import { sha256, sha256OfParts } from "./sha256.js";

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
   */
  ofComponent(component: number, summaryHashOf: SummaryHashOf): string[] {
    const members = this.#plan.membersOf(component);
    const own = Array.from(members, (node) => this.#ownKey(node, component, summaryHashOf));
    if (own.length === 1) return own;
    const group = sha256(...own);
    return Array.from(members, (node) => sha256(group, this.#plan.nodeAt(node).id));
  }

  /** Key of a node that is a component by itself. */
  ofNode(node: number, summaryHashOf: SummaryHashOf): string {
    return this.#ownKey(node, this.#plan.componentOf[node] ?? -1, summaryHashOf);
  }

  #ownKey(node: number, component: number, summaryHashOf: SummaryHashOf): string {
    const plan = this.#plan;
    const { id, sourceHash } = plan.nodeAt(node);
    const dependents = plan.dependentsOf(node);
    const parts = [this.#prefix, id, sourceHash, enclosingDefinition(plan, dependents)?.id ?? ""];
    const dependencies = plan.dependenciesOf(node);
    if (dependencies.length > 0) {
      const texts = dependencies.map((link) => {
        const isInCycle = plan.componentOf[link.node] === component;
        const summaryHash = isInCycle ? IN_CYCLE : (summaryHashOf(link.node) ?? NO_DOCUMENTATION);
        return `${link.type} ${plan.nodeAt(link.node).id} ${summaryHash}`;
      });
      // Sorted, since stores may give edges in any order.
      parts.push(...texts.sort());
    }
    if (this.#provider.readsUsers === true) {
      const users = dependents.filter((link) => isUse(link.type));
      parts.push(...users.map((link) => `USED ${plan.nodeAt(link.node).id}`).sort());
    }
    return sha256OfParts(parts);
  }
}

/** Of a node that is finished or outside; `null` when it has no documentation. */
type SummaryHashOf = (node: number) => string | null;
