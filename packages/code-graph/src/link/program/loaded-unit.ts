import { weightOf } from "../../facts/facts-weight.js";
import type { Binding, FileFacts, PassedArguments } from "../../facts/file-facts.js";
import type { AttributeValue, SymbolNumber, Value } from "../evaluate/value.js";

/** The facts of a file, with what was found out about it for the file that is being resolved. */
export class LoadedUnit {
  readonly facts: FileFacts;
  readonly weight: number;
  usedAt = 0;
  epoch = 0;
  /** What names are bound to, what the module offers, what functions return, what classes have. */
  readonly bindings = new Map<Binding, readonly Value[]>();
  readonly exports = new Map<string, readonly Value[]>();
  readonly results = new Map<SymbolNumber, readonly Value[]>();
  readonly members = new Map<string, readonly Value[]>();
  /** Attributes by class and name, once they are asked for; follow from the facts alone. */
  attributes: Map<SymbolNumber, Map<string, AttributeValue[]>> | null = null;

  #passedTo: ReadonlyMap<number, readonly PassedArguments[]> | null = null;
  #memberKeys: ReadonlySet<string> | null = null;

  constructor(facts: FileFacts) {
    this.facts = facts;
    this.weight = weightOf(facts);
  }

  /** What the file's own calls pass to one of its functions. */
  passedTo(definition: number): readonly PassedArguments[] {
    if (this.#passedTo === null) {
      const found = new Map<number, PassedArguments[]>();
      for (const passed of this.facts.passed) {
        const known = found.get(passed.to);
        if (known === undefined) found.set(passed.to, [passed]);
        else known.push(passed);
      }
      this.#passedTo = found;
    }
    return this.#passedTo.get(definition) ?? [];
  }

  /** Members of variables that the file sets, as its scopes keep them; see `memberKey`. */
  get memberKeys(): ReadonlySet<string> {
    this.#memberKeys ??= new Set(
      this.facts.scopes.flatMap(({ names }) => Object.keys(names).filter((name) => name.includes("."))),
    );
    return this.#memberKeys;
  }

  /** Forgets what was found out in another epoch. */
  enter(epoch: number): void {
    if (this.epoch === epoch) return;
    this.epoch = epoch;
    this.bindings.clear();
    this.exports.clear();
    this.results.clear();
    this.members.clear();
  }
}
