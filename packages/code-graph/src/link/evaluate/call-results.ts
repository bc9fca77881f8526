import type { Expression } from "../../facts/expression.js";
import type { Signature } from "../../facts/file-facts.js";
import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import type { ReceiverTypes } from "../classes/type-arguments.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { Evaluation } from "./evaluation.js";
import { hasVariable, match, substitute, type TypeEnvironment } from "./type-variables.js";
import {
  distinct,
  MAX_DEPTH,
  MAX_VALUES,
  type Site,
  type SymbolNumber,
  type TypeArguments,
  type Value,
} from "./value.js";

/** Arguments as written, with where they stand. */
export interface CallArguments {
  readonly args: readonly (Expression | null)[];
  readonly site: Site;
}

/** What calling values returns: objects of classes, what functions are declared to return or do return. */
export class CallResults {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;

  readonly #receivers: ReceiverTypes;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation, receivers: ReceiverTypes) {
    this.#receivers = receivers;
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
        const signature = this.#signatureOf(value.symbol, call);
        if (signature !== null) return this.#ofSignature(value, signature, call, depth);
        const values = this.ofFunction(value.symbol, value.receiver, depth, value.typeArguments);
        if (call === null || !values.some((result) => hasVariable(result))) return values;
        return substitute(values, this.#inferred(value.symbol, call, depth));
      }
      case "variable":
        if (value.isClass) return [{ ...value, isClass: false }];
        return distinct(
          this.#evaluation.boundOf(value, depth).flatMap((bound) => this.of(bound, depth + 1, call)),
        );
      case "container method":
      case "callable":
        return value.returns;
      case "instance": {
        const operator = this.#tree.semanticsOf(value.symbol).members.callOperator;
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
      case "object":
      case "container":
        return [];
    }
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
      const owner = this.#ownerOf(symbol);
      const names = this.#tree.symbol(symbol).definition.typeParameters;
      if (owner !== -1)
        values = substitute(
          values,
          this.#receivers.environment(receiver, typeArguments, owner, depth + 1, names),
        );
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

  /** The first of several signatures that fits the arguments; `null` where there are not several, or none fits. */
  #signatureOf(symbol: SymbolNumber, call: CallArguments | null): Signature | null {
    const { signatures } = this.#tree.symbol(symbol).definition;
    if (signatures === undefined || signatures.length < 2 || call === null) return null;
    return (
      signatures.find(({ parameters }) =>
        parameters.every((type, index) => accepts(type, call.args[index])),
      ) ?? null
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
    return call === null ? values : substitute(values, this.#inferred(value.symbol, call, depth));
  }

  /** The class that a function is a method of, also where it stands elsewhere; -1 for none. */
  #ownerOf(symbol: SymbolNumber): SymbolNumber {
    const { unit, definition } = this.#tree.symbol(symbol);
    if (definition.parent >= 0) return this.#tree.numbers.symbolOf(unit, definition.parent);
    for (const member of this.#tree.file(unit).facts.outOfLineMembers) {
      if (member.value[0] !== "definition") continue;
      if (this.#tree.numbers.symbolOf(unit, member.value[1]) !== symbol) continue;
      const [of] = this.#evaluation.evaluate(member.of, { unit, scope: member.scope, at: member.at });
      return of?.kind === "class" ? of.symbol : -1;
    }
    return -1;
  }

  /** An object that a class makes, with what the constructor's arguments say of the class's type parameters. */
  #made(value: Extract<Value, { kind: "class" }>, depth: number, call: CallArguments | null): Value {
    const { symbol, isSelf } = value;
    const made = { kind: "instance", symbol, isExact: !isSelf, isSelf } as const;
    const { typeParameters } = this.#tree.symbol(symbol).definition;
    if (typeParameters === undefined || call === null) return made;
    const { constructorName } = this.#tree.semanticsOf(symbol).members;
    const constructor = this.#hierarchy.ownMember(symbol, constructorName)?.bindings.at(-1)?.value;
    if (constructor?.[0] !== "definition") return made;
    const unit = this.#tree.numbers.unitOf(symbol);
    const found = this.#inferred(this.#tree.numbers.symbolOf(unit, constructor[1]), call, depth);
    return found.size === 0
      ? made
      : { ...made, typeArguments: typeParameters.map((name) => found.get(name) ?? []) };
  }

  /** What a function's type variables stand for where it gets these arguments. */
  #inferred(symbol: SymbolNumber, { args, site }: CallArguments, depth: number): TypeEnvironment {
    const { unit, definition } = this.#tree.symbol(symbol);
    const found = new Map<string, readonly Value[]>();
    const inside: Site = { unit, scope: definition.scope, at: Infinity };
    const matching = {
      itemOf: (value: Value) => this.#evaluation.itemOf(value, depth + 1),
      resultOf: (value: Value) => this.of(value, depth + 1),
    };
    for (const [index, type] of (definition.accepts ?? []).entries()) {
      const argument = args[index] ?? null;
      if (type === null || argument === null || depth > MAX_DEPTH) continue;
      const wanted = this.#evaluation.evaluate(["instance", type], inside, depth + 1);
      match(wanted, this.#evaluation.evaluate(argument, site, depth + 1), found, matching);
    }
    return found;
  }
}

/** Whether a parameter of a type, as written, takes an argument; of what is no literal nothing is known. */
function accepts(type: string, argument: Expression | null | undefined): boolean {
  if (argument?.[0] !== "literal" || argument[1] === undefined) return argument !== undefined || type === "";
  const given = argument[1];
  const kind = given.startsWith('"') ? "string" : given;
  return type
    .split("|")
    .map((part) => part.trim().replaceAll("'", '"'))
    .some(
      (part) =>
        part === "" ||
        part === given ||
        part === kind ||
        !/^(?:string|number|boolean|bigint|symbol|".*"|\d+|true|false|null|undefined)$/.test(part),
    );
}
