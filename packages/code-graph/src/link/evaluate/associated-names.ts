import type { Expression } from "../../facts/expression.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { Evaluation } from "./evaluation.js";
import { distinct, type Site, type SymbolNumber, type Value } from "./value.js";

/** Functions that a call reaches by the types of its arguments: those of the namespaces that these are of (C++). */
export class AssociatedNames {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, evaluation: Evaluation) {
    this.#tree = tree;
    this.#evaluation = evaluation;
  }

  /** What was found by the name alone, with what the arguments add; a method is meant alone. */
  with(
    found: readonly Value[],
    name: string,
    args: readonly (Expression | null)[],
    site: Site,
    depth: number,
  ): readonly Value[] {
    const isAlone = ({ kind, ...value }: Value): boolean =>
      kind === "class" || kind === "instance" || ("receiver" in value && value.receiver !== -1);
    if (found.some(isAlone)) return found;
    const namespaces = new Set(
      args
        .flatMap((argument) =>
          argument === null ? [] : this.#evaluation.evaluate(argument, site, depth + 1),
        )
        .flatMap((value) => (value.kind === "instance" ? [this.#namespaceOf(value.symbol)] : []))
        .filter((namespace) => namespace !== ""),
    );
    if (namespaces.size === 0) return found;
    const outside: Site = { unit: site.unit, scope: 0, at: Infinity };
    const added = [...namespaces]
      .flatMap((namespace) =>
        this.#evaluation.evaluate(["name", `${namespace}::${name}`], outside, depth + 1),
      )
      .filter(({ kind }) => kind === "function");
    if (added.length === 0) return found;
    // What the library has for all types is the last to be chosen.
    return distinct([...found.filter(({ kind }) => kind !== "external"), ...added]);
  }

  /** Full name of the namespace that a class stands in; `""` outside of all. */
  #namespaceOf(symbol: SymbolNumber): string {
    const { unit, definition } = this.#tree.symbol(symbol);
    const { definitions } = this.#tree.file(unit).facts;
    for (let index = definition.parent; index >= 0; index = definitions[index]?.parent ?? -1) {
      const around = definitions[index];
      if (around?.traits.includes("namespace") === true) return around.qualifiedName.replaceAll(".", "::");
    }
    return "";
  }
}
