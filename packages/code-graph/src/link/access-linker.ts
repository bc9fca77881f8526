import type { Expression } from "../facts/expression.js";
import type { Access, AccessKind } from "../facts/file-facts.js";
import { type CallTarget, shareTargets } from "./call-targets.js";
import { Accessors } from "./classes/accessors.js";
import { Overrides } from "./classes/overrides.js";
import type { Evaluator } from "./evaluate/evaluator.js";
import type { Site, SymbolNumber, Value } from "./evaluate/value.js";

/** Turns accesses of members into edges, where accessors run. */
export class AccessLinker {
  readonly #evaluator: Evaluator;
  readonly #accessors: Accessors;
  readonly #overrides: Overrides;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#accessors = new Accessors(evaluator.tree, evaluator.hierarchy, evaluator);
    this.#overrides = new Overrides(evaluator.tree);
  }

  /** What an access runs, with what the members run that are read on the way to it. */
  link(unit: number, { kind, of, name, scope, at }: Access): CallTarget[] {
    const site: Site = { unit, scope, at };
    return [...this.#targetsOf(kind, of, name, site), ...this.#onTheWay(of, site)];
  }

  #onTheWay(expression: Expression, site: Site): CallTarget[] {
    const targets: CallTarget[] = [];
    for (let read = expression; read[0] === "member"; read = read[1])
      targets.push(...this.#targetsOf("get", read[1], read[2], site));
    return targets;
  }

  #targetsOf(kind: AccessKind, of: Expression, name: string, site: Site): CallTarget[] {
    const { tree } = this.#evaluator;
    const { accessors } = tree.semanticsIn(site.unit).members;
    if (accessors === null) return [];
    // Most names belong to no accessor at all.
    if (!tree.queries.hasAccessorNamed(name, accessors.descriptor?.[kind] ?? "")) return [];
    const values = this.#evaluator
      .evaluate(of, site)
      .flatMap((value) => this.#accessors.of(value, kind, name));
    return shareTargets(calledBy(values), values, this.#overrides);
  }
}

function calledBy(values: readonly Value[]) {
  const called = new Map<SymbolNumber, boolean>();
  for (const value of values) if (value.kind === "function") called.set(value.symbol, value.isDynamic);
  const outside = values.some(({ kind }) => kind === "external") ? 1 : 0;
  return { called, alternatives: called.size + outside };
}
