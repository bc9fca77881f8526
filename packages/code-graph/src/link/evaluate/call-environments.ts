import type { Expression } from "../../facts/expression.js";
import type { Signature } from "../../facts/file-facts.js";
import type { ClassHierarchy } from "../classes/class-hierarchy.js";
import { environmentOf, type ReceiverTypes } from "../classes/type-arguments.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { Evaluation } from "./evaluation.js";
import { match, type TypeEnvironment } from "./type-variables.js";
import { MAX_DEPTH, type Site, type SymbolNumber, type TypeArguments, type Value } from "./value.js";

/** A call as written, with where it stands. */
export interface CallArguments {
  readonly args: readonly (Expression | null)[];
  readonly site: Site;
  /** Types that the call gives to the function's type variables. */
  readonly types?: readonly Expression[] | undefined;
  /** What its result is used as. */
  readonly expected?: Expression | undefined;
}

/** What the type variables of functions and classes stand for in calls, and which of several signatures is meant. */
export class CallEnvironments {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;
  readonly #receivers: ReceiverTypes;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation, receivers: ReceiverTypes) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
    this.#receivers = receivers;
  }

  /** The first of several signatures that fits the arguments; `null` where there are not several, or none fits. */
  signatureOf(symbol: SymbolNumber, call: CallArguments | null): Signature | null {
    const { signatures } = this.#tree.symbol(symbol).definition;
    if (signatures === undefined || signatures.length < 2 || call === null) return null;
    return (
      signatures.find(({ parameters }) =>
        parameters.every((type, index) => accepts(type, call.args[index])),
      ) ?? null
    );
  }

  /** What the type variables of a method's class stand for in the object that it was read from. */
  ofReceiver(
    symbol: SymbolNumber,
    receiver: SymbolNumber,
    typeArguments: TypeArguments | undefined,
    depth: number,
  ): TypeEnvironment | null {
    const owner = this.#ownerOf(symbol);
    if (owner === -1) return null;
    const names = this.#tree.symbol(symbol).definition.typeParameters;
    return this.#receivers.environment(receiver, typeArguments, owner, depth, names);
  }

  /** The constructor that a class defines itself, or else inherits; `null` where the text has none. */
  constructorOf(symbol: SymbolNumber, isOwn: boolean): SymbolNumber | null {
    const { constructorName } = this.#tree.semanticsOf(symbol).members;
    const member = isOwn
      ? this.#hierarchy.ownMember(symbol, constructorName)
      : this.#hierarchy.findMember(this.#hierarchy.orderOf(symbol), constructorName);
    const bound = member?.bindings.at(-1)?.value;
    if (member === null || bound?.[0] !== "definition") return null;
    return this.#tree.numbers.symbolOf(this.#tree.numbers.unitOf(member.symbol), bound[1]);
  }

  /**
   * What a function's type variables stand for in a call.
   *
   * @param class_ - the class whose constructor it is, whose variables the call's types are for.
   */
  inferred(symbol: SymbolNumber, call: CallArguments, depth: number, class_?: SymbolNumber): TypeEnvironment {
    const { args, site, types } = call;
    const { unit, definition } = this.#tree.symbol(symbol);
    const inside: Site = { unit, scope: definition.scope, at: Infinity };
    const given = types?.map((type) => this.#evaluation.evaluate(["instance", type], site, depth + 1));
    const names =
      class_ === undefined ? definition.typeVariables : this.#tree.symbol(class_).definition.typeParameters;
    const told = environmentOf(names, given);
    const found = new Map<string, readonly Value[]>();
    const matching = {
      itemOf: (value: Value) => this.#evaluation.itemOf(value, depth + 1),
      resultOf: (value: Value) => this.#evaluation.resultOf(value, depth + 1),
      boundOf: (value: Extract<Value, { kind: "variable" }>) => this.#evaluation.boundOf(value, depth + 1),
      argumentsFor: (value: Extract<Value, { kind: "instance" }>, symbol: SymbolNumber) =>
        this.#receivers.argumentsFor(value, symbol, depth + 1),
    };
    for (const [index, type] of (definition.accepts ?? []).entries()) {
      const argument = args[index] ?? null;
      if (type === null || argument === null || depth > MAX_DEPTH) continue;
      const wanted = this.#evaluation.evaluate(["instance", type], inside, depth + 1);
      match(wanted, this.#evaluation.evaluate(argument, site, depth + 1), found, matching);
    }
    if (call.expected !== undefined && found.size === 0 && told.size === 0 && depth <= MAX_DEPTH)
      match(
        this.#evaluation.resultOfFunction(symbol, -1, depth + 1),
        this.#evaluation.evaluate(call.expected, site, depth + 1),
        found,
        matching,
      );
    return told.size === 0 ? found : new Map([...found, ...told]);
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
