import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { Evaluation } from "./evaluation.js";
import { distinct, MAX_DEPTH, MAX_VALUES, type Site, type SymbolNumber, type Value } from "./value.js";

/** What calling values returns: objects of classes, what functions are declared to return or do return. */
export class CallResults {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
  }

  of(value: Value, depth: number): readonly Value[] {
    switch (value.kind) {
      case "class":
        return [{ kind: "instance", symbol: value.symbol, isExact: !value.isSelf, isSelf: value.isSelf }];
      case "function":
        return this.ofFunction(value.symbol, value.receiver, depth);
      case "container method":
        return value.returns;
      case "instance": {
        const operator = this.#tree.semanticsOf(value.symbol).members.callOperator;
        const methods = operator === null ? [] : this.#evaluation.member(value, operator, depth + 1);
        return distinct(methods.flatMap((method) => this.of(method, depth + 1))).slice(0, MAX_VALUES);
      }
      case "external":
      case "literal":
        return [value];
      case "bases":
      case "module":
      case "package":
      case "folder":
      case "object":
      case "container":
        return [];
    }
  }

  /** @param receiver class of the object that the function was read from, -1 for none. */
  ofFunction(symbol: SymbolNumber, receiver: SymbolNumber, depth: number): readonly Value[] {
    const { results } = this.#tree.file(this.#tree.numbers.unitOf(symbol)).found;
    let values = results.get(symbol);
    if (values === undefined) {
      if (depth > MAX_DEPTH) return [];
      results.set(symbol, []);
      const { unit, definition } = this.#tree.symbol(symbol);
      const site: Site = { unit, scope: definition.scope, at: Infinity };
      values = distinct(
        definition.returns.flatMap((expression) => this.#evaluation.evaluate(expression, site, depth + 1)),
      );
      results.set(symbol, values.slice(0, MAX_VALUES));
    }
    if (receiver === -1) return values;
    // `return self` of an inherited method gives the receiver, not the base.
    return values.map((value) =>
      (value.kind === "instance" || value.kind === "class") &&
      value.isSelf &&
      this.#hierarchy.isDerivedFrom(receiver, value.symbol)
        ? { ...value, symbol: receiver }
        : value,
    );
  }
}
