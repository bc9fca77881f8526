import type { SubtreeNode } from "@stemma/graph-store";
import type { LlmProvider } from "@stemma/llm";
import { enclosingDefinition, isUse } from "../plan/link-roles.js";
import type { ProcessingPlan } from "../plan/processing-plan.js";
import { sha256, sha256OfParts } from "./sha256.js";

/** Stands for the documentation of a dependency that has none. */
const NO_DOCUMENTATION = "-";
/** Stands for the documentation of another member of the same cycle. */
const IN_CYCLE = "~";

/**
 * Computes node keys: the hash of everything that a node's text is made from, its place only where the provider reads
 * that. A node whose stored documentation has the same key is up to date, and since dependencies count by the hash of
 * their summaries, a change stops rising where it no longer changes a summary.
 */
export class NodeKeys {
  readonly #plan: ProcessingPlan;
  readonly #provider: LlmProvider;
  /** Of the wording of today. */
  readonly #prefix: string;
  /** Of earlier wordings whose texts are kept. */
  readonly #earlierPrefixes: readonly string[];

  constructor(plan: ProcessingPlan, provider: LlmProvider) {
    this.#plan = plan;
    this.#provider = provider;
    const prefixOf = (version: string): string => sha256(provider.name, provider.model, version);
    this.#prefix = prefixOf(provider.promptVersion);
    this.#earlierPrefixes = (provider.earlierPromptVersions ?? []).map(prefixOf);
  }

  /**
   * Keys of a component's members, in their order. In a cycle each key covers all members: it is reused or documented
   * as a whole.
   */
  ofComponent(component: number, summaryHashOf: SummaryHashOf, prefix = this.#prefix): string[] {
    const members = this.#plan.membersOf(component);
    const own = Array.from(members, (node) => this.#ownKey(node, component, summaryHashOf, prefix));
    if (own.length === 1) return own;
    // Sorted, since members change places when they move.
    const group = sha256(...[...own].sort());
    return own.map((key) => sha256(group, key));
  }

  /** Key of a node that is a component by itself. */
  ofNode(node: number, summaryHashOf: SummaryHashOf, prefix = this.#prefix): string {
    return this.#ownKey(node, this.#plan.componentOf[node] ?? -1, summaryHashOf, prefix);
  }

  /** The keys that {@link ofComponent} gave in the time of each earlier wording whose texts are kept. */
  earlierOfComponent(component: number, summaryHashOf: SummaryHashOf): string[][] {
    return this.#earlierPrefixes.map((prefix) => this.ofComponent(component, summaryHashOf, prefix));
  }

  /** The keys that {@link ofNode} gave in the time of each earlier wording whose texts are kept. */
  earlierOfNode(node: number, summaryHashOf: SummaryHashOf): string[] {
    return this.#earlierPrefixes.map((prefix) => this.ofNode(node, summaryHashOf, prefix));
  }

  #ownKey(node: number, component: number, summaryHashOf: SummaryHashOf, prefix: string): string {
    const plan = this.#plan;
    const { path, sourceHash } = plan.nodeAt(node);
    const dependents = plan.dependentsOf(node);
    const parent = enclosingDefinition(plan, dependents);
    const parts = [
      prefix,
      this.#nameOf(node),
      this.#provider.readsPaths === false ? "" : path,
      sourceHash,
      parent === undefined ? "" : localName(parent),
    ];
    const dependencies = plan.dependenciesOf(node);
    if (dependencies.length > 0) {
      const texts = dependencies.map((link) => {
        const isInCycle = plan.componentOf[link.node] === component;
        const summaryHash = isInCycle ? IN_CYCLE : (summaryHashOf(link.node) ?? NO_DOCUMENTATION);
        return `${link.type} ${this.#nameOf(link.node)} ${summaryHash}`;
      });
      // Sorted, since stores may give edges in any order.
      parts.push(...texts.sort());
    }
    if (this.#provider.readsUsers === true) {
      const users = dependents.filter((link) => isUse(link.type));
      parts.push(...users.map((link) => `USED ${this.#nameOf(link.node)}`).sort());
    }
    return sha256OfParts(parts);
  }

  #nameOf(node: number): string {
    return localName(this.#plan.nodeAt(node));
  }
}

/** Of a node that is finished or outside; `null` when it has no documentation. */
type SummaryHashOf = (node: number) => string | null;

/** What a prompt calls a node: its kind, and its name within its file. Not where that lies, or a move would be a change. */
function localName({ id, label, path, name }: SubtreeNode): string {
  const isSymbol = label === "CLASS" || label === "FUNCTION";
  return `${label} ${isSymbol && id.startsWith(`${path}#`) ? id.slice(path.length + 1) : name}`;
}
