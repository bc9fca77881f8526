import type { SubtreeNode } from "@stemma/graph-store";
import type { LlmProvider } from "@stemma/llm";
import { enclosingDefinition, isUse } from "../plan/link-roles.js";
import type { Link, ProcessingPlan } from "../plan/processing-plan.js";
import { sha256, sha256OfParts, sha256OfText } from "./sha256.js";

/** Stands for the documentation of a dependency that has none. */
const NO_DOCUMENTATION = "-";
/** Stands for the documentation of another member of the same cycle. */
const IN_CYCLE = "~";
/** Source hash of every folder in the time when READMEs were not read. */
const NOTHING_SAID = sha256OfText("");

/**
 * Computes node keys: the hash of everything that a node's text is made from, its place only where the provider reads
 * that. A node whose stored documentation has the same key is up to date, and since dependencies count by the hash of
 * their summaries, a change stops rising where it no longer changes a summary.
 */
export class NodeKeys {
  readonly #plan: ProcessingPlan;
  readonly #provider: LlmProvider;
  readonly #today: KeyTime;
  /** Of earlier wordings whose texts are kept. */
  readonly #earlierPrefixes: readonly KeyTime["prefixOf"][];

  constructor(plan: ProcessingPlan, provider: LlmProvider) {
    this.#plan = plan;
    this.#provider = provider;
    const prefixOf = (version: string): KeyTime["prefixOf"] => {
      const prefixes = new Map<string, string>();
      return (label) => {
        const model = provider.modelOf?.(label) ?? provider.model;
        const prefix = prefixes.get(model) ?? sha256(provider.name, model, version);
        prefixes.set(model, prefix);
        return prefix;
      };
    };
    this.#today = { prefixOf: prefixOf(provider.promptVersion), readsReadmes: true, followsReads: true };
    this.#earlierPrefixes = (provider.earlierPromptVersions ?? []).map(prefixOf);
  }

  /**
   * Keys of a component's members, in their order. In a cycle each key covers all members: it is reused or documented
   * as a whole.
   */
  ofComponent(component: number, summaryHashOf: SummaryHashOf, time = this.#today): string[] {
    const members = this.#plan.membersOf(component);
    const own = Array.from(members, (node) => this.#ownKey(node, component, summaryHashOf, time));
    if (own.length === 1) return own;
    // Sorted, since members change places when they move.
    const group = sha256(...[...own].sort());
    return own.map((key) => sha256(group, key));
  }

  /** Key of a node that is a component by itself. */
  ofNode(node: number, summaryHashOf: SummaryHashOf, time = this.#today): string {
    return this.#ownKey(node, this.#plan.componentOf[node] ?? -1, summaryHashOf, time);
  }

  /** The keys that {@link ofComponent} gave in the time of each earlier wording whose texts are kept. */
  earlierOfComponent(component: number, summaryHashOf: SummaryHashOf): string[][] {
    return this.#earlierTimes().map((time) => this.ofComponent(component, summaryHashOf, time));
  }

  /** The keys that {@link ofNode} gave in the time of each earlier wording whose texts are kept. */
  earlierOfNode(node: number, summaryHashOf: SummaryHashOf): string[] {
    return this.#earlierTimes().map((time) => this.ofNode(node, summaryHashOf, time));
  }

  /** Whether a stored key is one of a node's, or of a text that the present setting has made by rule. */
  isOneOf(stored: string | undefined, keys: readonly string[]): boolean {
    if (stored === undefined) return false;
    const { setting } = this.#provider;
    return (
      keys.includes(stored) ||
      (setting !== undefined && keys.some((key) => keyBySetting(key, setting) === stored))
    );
  }

  #earlierTimes(): KeyTime[] {
    return this.#earlierPrefixes.flatMap((prefixOf) =>
      [true, false].flatMap((readsReadmes) =>
        [true, false].map((followsReads) => ({ prefixOf, readsReadmes, followsReads })),
      ),
    );
  }

  #ownKey(
    node: number,
    component: number,
    summaryHashOf: SummaryHashOf,
    { prefixOf, readsReadmes, followsReads }: KeyTime,
  ): string {
    const plan = this.#plan;
    const { label, path, sourceHash } = plan.nodeAt(node);
    const isKnown = (link: Link, property: number): boolean =>
      followsReads || link.type !== "CALLS" || plan.nodeAt(property).isProperty !== true;
    const dependents = plan.dependentsOf(node);
    const parent = enclosingDefinition(plan, dependents);
    const parts = [
      prefixOf(label),
      this.#nameOf(node),
      this.#provider.readsPaths === false ? "" : path,
      label === "FOLDER" && !readsReadmes ? NOTHING_SAID : sourceHash,
      parent === undefined ? "" : localName(parent),
    ];
    const dependencies = plan.dependenciesOf(node).filter((link) => isKnown(link, link.node));
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
      const users = dependents.filter((link) => isUse(link.type) && isKnown(link, node));
      parts.push(...users.map((link) => `USED ${this.#nameOf(link.node)}`).sort());
    }
    return sha256OfParts(parts);
  }

  /** Who reads paths names files by them. */
  #nameOf(node: number): string {
    const other = this.#plan.nodeAt(node);
    const isPlace = other.label === "FOLDER" || other.label === "FILE";
    return isPlace && this.#provider.readsPaths !== false ? `${other.label} ${other.path}` : localName(other);
  }
}

/** What counted for a key at some time. */
interface KeyTime {
  /** Of the provider with its model for a kind of node, and its wording. */
  readonly prefixOf: (label: SubtreeNode["label"]) => string;
  /** Whether what a folder's README says was part of its own source. */
  readonly readsReadmes: boolean;
  /** Whether a function that reads a property was known to call it. */
  readonly followsReads: boolean;
}

/** Of a node that is finished or outside; `null` when it has no documentation. */
type SummaryHashOf = (node: number) => string | null;

/** What a prompt calls a node: its kind, and its name within its file. Not where that lies, or a move would be a change. */
function localName({ id, label, path, name }: SubtreeNode): string {
  const isSymbol = label === "CLASS" || label === "FUNCTION" || label === "TEXT";
  return `${label} ${isSymbol && id.startsWith(`${path}#`) ? id.slice(path.length + 1) : name}`;
}

/** What a text is kept under that a setting has made by rule: where the setting is another, it is out of date. */
export function keyBySetting(key: string, setting: string | undefined): string {
  return setting === undefined ? key : sha256(key, setting);
}
