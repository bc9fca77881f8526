import type { Expression } from "../../facts/expression.js";
import type { Binding } from "../../facts/file-facts.js";
import type { ModuleTarget } from "../../languages/language.js";
import type { CallArguments } from "../evaluate/call-environments.js";
import { Evaluator } from "../evaluate/evaluator.js";
import type { Site, SymbolNumber, TypeArguments, Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { TreeQueries } from "../queries/tree-queries.js";
import {
  describeBinding,
  describeExpression,
  describeSite,
  describeValue,
  describeValues,
} from "./describe.js";
import type { Trace } from "./trace.js";

/** The evaluator itself, with a note of each of its steps: its parts ask each other by way of what is noted here. */
export class TracingEvaluator extends Evaluator {
  readonly #trace: Trace;

  constructor(tree: AskedTree, packageNames: Map<string, readonly Value[]>, trace: Trace) {
    super(tree, packageNames);
    this.#trace = trace;
  }

  override evaluate(expression: Expression, site: Site, depth = 0): readonly Value[] {
    return this.#step(
      () => `${describeExpression(expression)} in ${describeSite(site, this.tree)}`,
      () => super.evaluate(expression, site, depth),
    );
  }

  override union(bindings: readonly Binding[], site: Site, depth: number): readonly Value[] {
    return this.#step(
      () => `bound to ${bindings.map(({ value }) => describeBinding(value)).join(", or to ")}`,
      () => super.union(bindings, site, depth),
    );
  }

  override member(value: Value, name: string, depth = 0): readonly Value[] {
    return this.#step(
      () => `${name} of ${describeValue(value, this.tree.numbers)}`,
      () => super.member(value, name, depth),
    );
  }

  override resultOf(value: Value, depth = 0, call: CallArguments | null = null): readonly Value[] {
    return this.#step(
      () => `what calling ${describeValue(value, this.tree.numbers)} returns`,
      () => super.resultOf(value, depth, call),
    );
  }

  override resultOfFunction(
    symbol: SymbolNumber,
    receiver: SymbolNumber,
    depth: number,
    typeArguments?: TypeArguments,
  ): readonly Value[] {
    return this.#step(
      () => `what ${this.tree.numbers.symbolId(symbol)} returns`,
      () => super.resultOfFunction(symbol, receiver, depth, typeArguments),
    );
  }

  override chooseOverloads(
    callees: readonly Value[],
    args: readonly (Expression | null)[],
    site: Site,
    depth = 0,
  ): readonly Value[] {
    if (callees.length < 2) return callees;
    return this.#step(
      () => `of ${callees.length} overloads those that take these ${args.length} arguments`,
      () => super.chooseOverloads(callees, args, site, depth),
    );
  }

  #step(what: () => string, work: () => readonly Value[]): readonly Value[] {
    return this.#trace.step(what, work, (values) => describeValues(values, this.tree.numbers));
  }
}

/** The same door, with a note of what is asked for modules: most calls that lead nowhere do so from there. */
export function tracing(queries: TreeQueries, trace: Trace): TreeQueries {
  return {
    ...queries,
    module: (unit, specifier) =>
      trace.step(
        () => `module ${specifier}`,
        () => queries.module(unit, specifier),
        describeTarget,
      ),
    submodule: (unit, kind, target, name) =>
      trace.step(
        () => `module ${name} in ${target}`,
        () => queries.submodule(unit, kind, target, name),
        describeTarget,
      ),
  };
}

function describeTarget(target: ModuleTarget | null): string {
  if (target === null) return "not in the tree";
  return target.kind === "package" ? `package ${target.key}` : `${target.kind} ${target.path}`;
}
