import type { Expression } from "../../facts/expression.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { CallArguments, CallEnvironments } from "./call-environments.js";
import type { Evaluation } from "./evaluation.js";
import { substitute, type TypeEnvironment } from "./type-variables.js";
import { eachOf, MAX_DEPTH, type Site, type SymbolNumber, type Value } from "./value.js";

const NOTHING: readonly Value[] = [];
const NOTHING_TOLD: TypeEnvironment = new Map();

/** What functions take by their types: it tells what a function written in place of an argument is given. */
export class TakenValues {
  readonly #tree: AskedTree;
  readonly #evaluation: Evaluation;
  readonly #environments: CallEnvironments;

  constructor(tree: AskedTree, evaluation: Evaluation, environments: CallEnvironments) {
    this.#tree = tree;
    this.#evaluation = evaluation;
    this.#environments = environments;
  }

  /** Values of the type of a parameter. */
  of(value: Value, index: number, call: CallArguments, depth: number): readonly Value[] {
    if (depth > MAX_DEPTH) return NOTHING;
    switch (value.kind) {
      case "function":
        return this.#ofFunction(value, index, call, depth);
      case "class": {
        const constructor = this.#environments.constructorOf(value.symbol, false);
        if (constructor === null) return NOTHING;
        const environment = this.#environments.inferred(constructor, call, depth, value.symbol);
        return this.#ofSymbol(constructor, index, environment, call, depth);
      }
      case "callable": {
        const { types = [], site, environment } = value.takes ?? {};
        const type = types[index] ?? null;
        if (type === null || site === undefined) return NOTHING;
        const values = this.#evaluation.evaluate(["instance", type], site, depth + 1);
        return substitute(values, environment ?? NOTHING_TOLD);
      }
      case "instance":
      case "object": {
        const unit = value.kind === "object" ? value.unit : this.#tree.numbers.unitOf(value.symbol);
        const operator = this.#tree.semanticsIn(unit).members.callOperator;
        if (operator === null) return NOTHING;
        return eachOf(this.#evaluation.member(value, operator, depth + 1), (method) =>
          this.of(method, index, call, depth + 1),
        );
      }
      case "variable":
        return eachOf(this.#evaluation.boundOf(value, depth + 1), (bound) =>
          this.of(bound, index, call, depth + 1),
        );
      case "alias":
      case "bases":
      case "container":
      case "container method":
      case "external":
      case "folder":
      case "literal":
      case "module":
      case "package":
        return NOTHING;
    }
  }

  /** Values of the type that a function says its argument has where it returns true. */
  guarded(value: Value, index: number, depth: number): readonly Value[] {
    if (value.kind !== "function" || depth > MAX_DEPTH) return NOTHING;
    const { unit, definition } = this.#tree.symbol(value.symbol);
    const [of, type] = definition.guards ?? [];
    if (of !== index || type === undefined) return NOTHING;
    const site: Site = { unit, scope: definition.scope, at: Infinity };
    return this.#evaluation.evaluate(["instance", type], site, depth + 1);
  }

  #ofFunction(
    { symbol, receiver, typeArguments }: Extract<Value, { kind: "function" }>,
    index: number,
    call: CallArguments,
    depth: number,
  ): readonly Value[] {
    const inferred = this.#environments.inferred(symbol, call, depth);
    const around =
      receiver === -1 ? null : this.#environments.ofReceiver(symbol, receiver, typeArguments, depth + 1);
    const environment = around === null ? inferred : new Map([...around, ...inferred]);
    return this.#ofSymbol(symbol, index, environment, call, depth);
  }

  #ofSymbol(
    symbol: SymbolNumber,
    index: number,
    environment: TypeEnvironment,
    call: CallArguments,
    depth: number,
  ): readonly Value[] {
    const { unit, definition } = this.#tree.symbol(symbol);
    const site: Site = { unit, scope: definition.scope, at: Infinity };
    const signature = this.#environments.signatureOf(symbol, call);
    const type: Expression | null | undefined =
      signature === null
        ? (definition.takes?.[index] ?? definition.accepts?.[index] ?? definition.parameters?.[index])
        : signature.takes?.[index];
    if (type == null) return NOTHING;
    return substitute(this.#evaluation.evaluate(["instance", type], site, depth + 1), environment);
  }
}
