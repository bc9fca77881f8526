import type { Signature } from "../../facts/file-facts.js";
import type { ContainerMethods } from "../../languages/semantics.js";
import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { CallArguments, CallEnvironments } from "./call-environments.js";
import type { Evaluation } from "./evaluation.js";
import { hasVariable, substitute } from "./type-variables.js";
import {
  distinct,
  MAX_DEPTH,
  MAX_VALUES,
  type Site,
  type SymbolNumber,
  type TypeArguments,
  type Value,
} from "./value.js";

/** What calling values returns: objects of classes, what functions are declared to return or do return. */
export class CallResults {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;
  readonly #environments: CallEnvironments;

  constructor(
    tree: AskedTree,
    hierarchy: ClassHierarchy,
    evaluation: Evaluation,
    environments: CallEnvironments,
  ) {
    this.#environments = environments;
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
  }

  /** @param call - arguments, where what is returned may depend on their types. */
  of(value: Value, depth: number, call: CallArguments | null = null): readonly Value[] {
    switch (value.kind) {
      case "class":
        return [this.#made(value, depth, call)];
      case "function": {
        const signature = this.#environments.signatureOf(value.symbol, call);
        if (signature !== null) return this.#ofSignature(value, signature, call, depth);
        const found = this.ofFunction(value.symbol, value.receiver, depth, value.typeArguments);
        const values = call === null ? found : this.#mixed(value.symbol, found, call, depth);
        if (call === null || !values.some((result) => hasVariable(result))) return values;
        return substitute(values, this.#environments.inferred(value.symbol, call, depth));
      }
      case "variable":
        if (value.isClass) return [{ ...value, isClass: false }];
        return distinct(
          this.#evaluation.boundOf(value, depth).flatMap((bound) => this.of(bound, depth + 1, call)),
        );
      case "container method":
        if (value.mapped !== undefined) return [this.#mapped(value.mapped, call, depth)];
        return value.hasFallback === true ? this.#orFallback(value.returns, call, depth) : value.returns;
      case "callable":
        return value.returns;
      case "instance":
      case "object": {
        const unit = value.kind === "object" ? value.unit : this.#tree.numbers.unitOf(value.symbol);
        const operator = this.#tree.semanticsIn(unit).members.callOperator;
        const methods = operator === null ? [] : this.#evaluation.member(value, operator, depth + 1);
        return distinct(methods.flatMap((method) => this.of(method, depth + 1))).slice(0, MAX_VALUES);
      }
      case "external":
      case "literal":
        return [value];
      case "alias":
      case "bases":
      case "module":
      case "package":
      case "folder":
      case "container":
        return [];
    }
  }

  /** `table.get(key, other)`: an element, or what is given for one that is missing. */
  #orFallback(elements: readonly Value[], call: CallArguments | null, depth: number): readonly Value[] {
    const [, fallback = null] = call?.args ?? [];
    if (call === null || fallback === null) return elements;
    const given = this.#evaluation.evaluate(fallback, call.site, depth + 1);
    return distinct([...elements, ...given]).slice(0, MAX_VALUES);
  }

  /** `xs.map(f)`: what is in it follows from `f` alone. */
  #mapped(
    { methods, isFlat }: { readonly methods: ContainerMethods; readonly isFlat: boolean },
    call: CallArguments | null,
    depth: number,
  ): Value {
    const [callback = null] = call?.args ?? [];
    if (call === null || callback === null) return { kind: "container", methods, items: [] };
    const results = this.#evaluation
      .evaluate(callback, call.site, depth + 1)
      .flatMap((given) => this.of(given, depth + 1));
    const items = isFlat
      ? results.flatMap((result) => (result.kind === "container" ? result.items : [result]))
      : results;
    return { kind: "container", methods, items: distinct(items).slice(0, MAX_VALUES) };
  }

  /** @param receiver - class of the object that the function was read from, -1 for none. */
  ofFunction(
    symbol: SymbolNumber,
    receiver: SymbolNumber,
    depth: number,
    typeArguments?: TypeArguments,
  ): readonly Value[] {
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
    if (values.some((value) => hasVariable(value))) {
      const environment = this.#environments.ofReceiver(symbol, receiver, typeArguments, depth + 1);
      if (environment !== null) values = substitute(values, environment);
    }
    // `return self` of an inherited method gives the receiver, not the base.
    return values.map((value) =>
      (value.kind === "instance" || value.kind === "class") &&
      value.isSelf &&
      this.#hierarchy.isDerivedFrom(receiver, value.symbol)
        ? { ...value, symbol: receiver, ...(typeArguments === undefined ? {} : { typeArguments }) }
        : value,
    );
  }

  #ofSignature(
    value: Extract<Value, { kind: "function" }>,
    { result }: Signature,
    call: CallArguments | null,
    depth: number,
  ): readonly Value[] {
    if (result === null || depth > MAX_DEPTH) return [];
    const { unit, definition } = this.#tree.symbol(value.symbol);
    const site: Site = { unit, scope: definition.scope, at: Infinity };
    const values = this.#evaluation.evaluate(result, site, depth + 1);
    return call === null
      ? values
      : substitute(values, this.#environments.inferred(value.symbol, call, depth));
  }

  /** Classes that a function makes are made of those that it is given: `class extends Base` in a function of `Base`. */
  #mixed(
    maker: SymbolNumber,
    values: readonly Value[],
    { args, site }: CallArguments,
    depth: number,
  ): readonly Value[] {
    if (!values.some((value) => this.#isMadeBy(value, maker))) return values;
    const given = args.flatMap((argument) =>
      argument === null ? [] : this.#evaluation.evaluate(argument, site, depth + 1),
    );
    const mixed = given.flatMap((value) =>
      value.kind === "class" ? [value.symbol, ...(value.mixed ?? [])] : [],
    );
    if (mixed.length === 0) return values;
    return values.map((value) =>
      value.kind === "class" && this.#isMadeBy(value, maker) ? { ...value, mixed } : value,
    );
  }

  #isMadeBy(value: Value, maker: SymbolNumber): boolean {
    if (value.kind !== "class") return false;
    const { unit, definition } = this.#tree.symbol(value.symbol);
    return definition.parent >= 0 && this.#tree.numbers.symbolOf(unit, definition.parent) === maker;
  }

  /** An object that a class makes, with what the constructor's arguments say of the class's type parameters. */
  #made(value: Extract<Value, { kind: "class" }>, depth: number, call: CallArguments | null): Value {
    const { symbol, isSelf, mixed } = value;
    const plain = { kind: "instance", symbol, isExact: !isSelf, isSelf } as const;
    const made = mixed === undefined ? plain : { ...plain, mixed };
    const { typeParameters } = this.#tree.symbol(symbol).definition;
    if (typeParameters === undefined || call === null) return made;
    const constructor = this.#environments.constructorOf(symbol, true);
    if (constructor === null) return made;
    const found = this.#environments.inferred(constructor, call, depth);
    return found.size === 0
      ? made
      : { ...made, typeArguments: typeParameters.map((name) => found.get(name) ?? []) };
  }
}
