import type { Definition } from "../../facts/file-facts.js";
import type { OverloadRules } from "../../languages/semantics.js";
import { simpleNameOf } from "../evaluate/type-names.js";
import type { SymbolNumber, Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";

/** What may run in place of the method that a receiver's type has. */
export class Overrides {
  readonly #tree: AskedTree;

  constructor(tree: AskedTree) {
    this.#tree = tree;
  }

  /** Methods that run instead of `symbol` where the receivers among `values` are of another class than declared. */
  of(symbol: SymbolNumber, values: readonly Value[]): readonly SymbolNumber[] {
    const { unit, definition } = this.#tree.symbol(symbol);
    if (this.#tree.semanticsIn(unit).types.dispatch === "structural")
      return this.#implementationsOf(unit, symbol);
    const found = new Set<SymbolNumber>();
    for (const value of values)
      if (value.kind === "function" && value.symbol === symbol && value.isDynamic && value.receiver !== -1)
        for (const override of this.below(value.receiver, memberNameOf(definition), definition))
          found.add(override);
    found.delete(symbol);
    return [...found];
  }

  #packageOf(symbol: SymbolNumber): string | null {
    return this.#tree.file(this.#tree.numbers.unitOf(symbol)).packageKey;
  }

  /** Only methods of interfaces have any. */
  #implementationsOf(unit: number, symbol: SymbolNumber): readonly SymbolNumber[] {
    const { definitions } = this.#tree.file(unit).facts;
    const owner = definitions[this.#tree.symbol(symbol).definition.parent];
    if (owner === undefined || !owner.traits.includes("interface")) return [];
    return this.#tree.queries.structuralTypes().implementationsOf(symbol);
  }

  /** Methods of this name in the classes derived from `receiver`; of several overloads those that override `overridden`. */
  below(receiver: SymbolNumber, name: string, overridden: Definition | null = null): readonly SymbolNumber[] {
    return this.#tree.queries.overridesOf(receiver, name).flatMap((methods) => {
      const isHidden = overridden?.traits.includes("package private") === true;
      const seen = isHidden
        ? methods.filter((method) => this.#packageOf(method) === this.#packageOf(receiver))
        : methods;
      if (overridden?.parameters === undefined) return seen.slice(-1);
      const { overloads } = this.#tree.semanticsOf(receiver).members;
      return seen.filter((method) =>
        fits(
          this.#typesIn(method, receiver, overridden, overloads),
          typeNames(this.#tree.symbol(method).definition, overloads),
        ),
      );
    });
  }

  /** Types of a method's parameters as the class of `override` has them, by what that gives to the variables of its base. */
  #typesIn(
    override: SymbolNumber,
    base: SymbolNumber,
    overridden: Definition,
    overloads: OverloadRules | null,
  ): (string | null)[] {
    const names = typeNames(overridden, overloads);
    const { name, typeParameters = [] } = this.#tree.symbol(base).definition;
    const { unit, definition } = this.#tree.symbol(override);
    const bases = this.#tree.file(unit).facts.definitions[definition.parent]?.bases ?? [];
    const own = bases.find((type) => type[0] === "generic" && simpleNameOf(type[1]) === name);
    if (typeParameters.length === 0 || own?.[0] !== "generic") return names;
    const given = typeNames({ parameters: own[2] }, overloads);
    return names.map((known, index) => {
      const type = overridden.parameters?.[index];
      const place = known !== null || type == null ? -1 : typeParameters.indexOf(simpleNameOf(type));
      return place === -1 ? known : (given[place] ?? null);
    });
  }
}

/** Name under which a definition is found among the members of its class. */
function memberNameOf(definition: Definition): string {
  return definition.memberName ?? definition.name;
}

/** The parameters' types as written, to tell overloads apart. */
export function signatureOf(definition: Definition, overloads: OverloadRules): string {
  return typeNames(definition, overloads)
    .map((name) => name ?? "?")
    .join();
}

/** Names of the parameters' types; `null` where one may be anything (a type variable). */
function typeNames(
  { parameters }: Pick<Definition, "parameters">,
  overloads: OverloadRules | null,
): (string | null)[] {
  return (parameters ?? []).map((type) => {
    if (type === null) return null;
    if (type[0] === "list") return `${type[1][0] === undefined ? "" : simpleNameOf(type[1][0])}[]`;
    const name = simpleNameOf(type);
    return overloads?.isTypeVariable(name) === true ? null : name;
  });
}

function fits(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return (
    a.length === b.length && a.every((name, index) => name === null || b[index] === null || name === b[index])
  );
}
