import type { CallSite } from "../facts/file-facts.js";
import { Overrides } from "./classes/overrides.js";
import type { Evaluator } from "./evaluate/evaluator.js";
import type { Site, SymbolNumber, Value } from "./evaluate/value.js";

/** Why an edge is believed; see the table in the package's README. */
export type CallKind = "direct" | "override" | "callback";

/** One possible target of a call. */
export interface CallTarget {
  readonly symbol: SymbolNumber;
  readonly confidence: number;
  readonly kind: CallKind;
}

/** What became of one call: targets in the tree, or nothing because it leaves the tree or can't be told. */
export interface LinkedCall {
  readonly targets: readonly CallTarget[];
  readonly outcome: "resolved" | "external" | "unresolved";
}

/** A method declared by the receiver's type while derived classes override it. */
const DECLARED_CONFIDENCE = 0.8;
/** An override that runs when the receiver is of that derived class. */
const OVERRIDE_CONFIDENCE = 0.5;
/** A function handed over by name: called by whoever got it, on behalf of the one that passed it. */
const CALLBACK_CONFIDENCE = 0.5;

/** Turns calls into edges. */
export class CallLinker {
  readonly #evaluator: Evaluator;
  readonly #overrides: Overrides;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#overrides = new Overrides(evaluator.tree);
  }

  link(unit: number, call: CallSite): LinkedCall {
    const site: Site = { unit, scope: call.scope, at: call.at };
    const found = this.#evaluator.evaluate(call.callee, site);
    const values = call.args === undefined ? found : this.#evaluator.chooseOverloads(found, call.args, site);
    const primary = new Map<SymbolNumber, boolean>();
    let outside = 0;
    let leavesTree = false;
    for (const value of values) {
      if (value.kind === "class" && this.#isConversion(unit, call)) {
        leavesTree = true;
        continue;
      }
      const found = this.#calledBy(value);
      if (found.length === 0 && isOutside(value)) outside = 1;
      if (value.kind === "external" || value.kind === "literal" || value.kind === "container method")
        leavesTree = true;
      // Above a class without bases there is what every class of the language has.
      if (value.kind === "bases" && found.length === 0) leavesTree = true;
      for (const { symbol, isDynamic } of found) primary.set(symbol, isDynamic);
    }
    const targets: CallTarget[] = [];
    const share = 1 / Math.max(1, primary.size + outside);
    for (const [symbol, isDynamic] of primary) {
      const overrides = isDynamic ? this.#overrides.of(symbol, values) : [];
      const declared = overrides.length === 0 ? 1 : DECLARED_CONFIDENCE;
      targets.push({ symbol, confidence: round(share * declared), kind: "direct" });
      for (const override of overrides)
        targets.push({ symbol: override, confidence: round(share * OVERRIDE_CONFIDENCE), kind: "override" });
    }
    if (primary.size === 0) targets.push(...this.#abstractTargets(call, site));
    const outcome = targets.length > 0 ? "resolved" : leavesTree ? "external" : "unresolved";
    for (const passed of call.passed) targets.push(...this.#callbacks(passed, site));
    return { targets, outcome };
  }

  #isConversion(unit: number, call: CallSite): boolean {
    return call.constructs !== true && !this.#evaluator.tree.semanticsIn(unit).members.callsConstruct;
  }

  #calledBy(value: Value): { symbol: SymbolNumber; isDynamic: boolean }[] {
    const { tree, hierarchy } = this.#evaluator;
    if (value.kind === "function") return [{ symbol: value.symbol, isDynamic: value.isDynamic }];
    if (value.kind === "class" || value.kind === "bases") {
      const semantics = tree.semanticsOf(value.symbol);
      const order = hierarchy.orderOf(value.symbol);
      const constructor = hierarchy.findMember(
        value.kind === "bases" ? order.slice(1) : order,
        semantics.members.constructorName,
      );
      const bound = constructor?.bindings.at(-1)?.value;
      if (constructor !== null && bound?.[0] === "definition")
        return [
          {
            symbol: tree.numbers.symbolOf(tree.numbers.unitOf(constructor.symbol), bound[1]),
            isDynamic: false,
          },
        ];
      if (value.kind === "class") return [{ symbol: value.symbol, isDynamic: false }];
      const [base] = order.slice(1);
      return base === undefined ? [] : [{ symbol: base, isDynamic: false }];
    }
    if (value.kind === "instance") {
      const operator = tree.semanticsOf(value.symbol).members.callOperator;
      if (operator === null) return [];
      return this.#evaluator
        .member(value, operator)
        .flatMap((method) => (method.kind === "function" ? this.#calledBy(method) : []));
    }
    return [];
  }

  /** `self.step()` where only derived classes define `step`. */
  #abstractTargets(call: CallSite, site: Site): CallTarget[] {
    if (call.callee[0] !== "member") return [];
    const name = call.callee[2];
    const targets = this.#evaluator
      .evaluate(call.callee[1], site)
      .flatMap((receiver) =>
        receiver.kind === "instance" && !receiver.isExact ? this.#overrides.below(receiver.symbol, name) : [],
      );
    return [...new Set(targets)].map((symbol) => ({
      symbol,
      confidence: OVERRIDE_CONFIDENCE,
      kind: "override",
    }));
  }

  #callbacks(passed: CallSite["passed"][number], site: Site): CallTarget[] {
    return this.#evaluator
      .evaluate(passed, site)
      .flatMap((value) =>
        value.kind === "function"
          ? [{ symbol: value.symbol, confidence: CALLBACK_CONFIDENCE, kind: "callback" as const }]
          : [],
      );
  }
}

/** A value that is not in the tree and could be called. */
function isOutside(value: Value): boolean {
  return value.kind === "external" || value.kind === "container method";
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
