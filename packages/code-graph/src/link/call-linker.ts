import type { CallSite } from "../facts/file-facts.js";
import { type CallTarget, OVERRIDE_CONFIDENCE, shareTargets } from "./call-targets.js";
import type { OwnMember } from "./classes/class-hierarchy.js";
import { Overrides } from "./classes/overrides.js";
import type { Evaluator } from "./evaluate/evaluator.js";
import { EXTERNAL, type Site, type SymbolNumber, type Value } from "./evaluate/value.js";

/** What became of one call: targets in the tree, or nothing because it leaves the tree or can't be told. */
export interface LinkedCall {
  readonly targets: readonly CallTarget[];
  readonly outcome: "resolved" | "external" | "unresolved";
}

/** A function handed over by name: called by whoever got it, on behalf of the one that passed it. */
const CALLBACK_CONFIDENCE = 0.5;

/** A function or class that runs. `isBesides`: together with another one, not in its place. */
interface Called {
  readonly symbol: SymbolNumber;
  readonly isDynamic: boolean;
  readonly isBesides?: boolean;
}

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
    const found = this.#evaluator
      .calleesOf(call.callee, call.args ?? [], site)
      .flatMap((value) => this.#constructorsOf(value, call));
    const fitting = call.args === undefined ? found : this.#evaluator.chooseOverloads(found, call.args, site);
    const values = call.isConst === undefined ? fitting : this.#withConstness(fitting, call.isConst);
    const primary = new Map<SymbolNumber, boolean>();
    const besides = new Set<SymbolNumber>();
    let outside = 0;
    let leavesTree = false;
    for (const value of values) {
      if (value.kind === "class" && this.#isConversion(unit, call)) {
        leavesTree = true;
        continue;
      }
      const found = this.#calledBy(value);
      if (found.length === 0 && isOutside(value)) outside = 1;
      if (this.#leaves(value, unit) || this.#isOpen(value, unit)) leavesTree = true;
      // Above a class without bases there is what every class of the language has.
      if (value.kind === "bases" && found.length === 0) leavesTree = true;
      for (const { symbol, isDynamic, isBesides } of found) {
        primary.set(symbol, isDynamic);
        if (isBesides === true) besides.add(symbol);
      }
    }
    const called = { called: primary, alternatives: primary.size - besides.size + outside };
    const targets = shareTargets(called, [...values, ...this.#constructorsIn(values)], this.#overrides);
    if (primary.size === 0) targets.push(...this.#abstractTargets(call, site));
    const outcome = targets.length > 0 ? "resolved" : leavesTree ? "external" : "unresolved";
    const isInside = primary.size > 0;
    for (const passed of call.passed) targets.push(...this.#callbacks(passed, site, isInside));
    return { targets, outcome };
  }

  /** Whether a type variable may stand for something outside the tree, or a type says alone that its objects can be called. */
  #isOpen(value: Value, unit: number): boolean {
    const leaves = (found: Value): boolean => this.#leaves(found, unit);
    if (value.kind === "variable") return this.#evaluator.boundOf(value).some(leaves);
    if (value.kind !== "instance") return false;
    const operator = this.#evaluator.tree.semanticsOf(value.symbol).members.callOperator;
    return operator !== null && this.#evaluator.member(value, operator).some(leaves);
  }

  /** Whether what is called there is not of the tree, or not told by a type. */
  #leaves({ kind }: Value, unit: number): boolean {
    const isUntold = UNTOLD.has(kind) && this.#evaluator.tree.semanticsIn(unit).types.tellFunctions === true;
    return LEAVING.has(kind) && !isUntold;
  }

  /** Of methods of which some are for what must not change, those for the object at hand; others call these, too, if there are none. */
  #withConstness(values: readonly Value[], isConst: boolean): readonly Value[] {
    const isFor = (value: Value): boolean =>
      value.kind !== "function" ||
      this.#evaluator.tree.symbol(value.symbol).definition.traits.includes("const") === isConst;
    const chosen = values.filter(isFor);
    return chosen.some(({ kind }) => kind === "function") ? chosen : values;
  }

  /** The constructors that a class has, where arguments choose one of several; else the value itself. */
  #constructorsOf(value: Value, { constructs }: CallSite): readonly Value[] {
    // Another name of a type, `using A = B<int>`, says what its objects are.
    const isMade = value.kind === "class" || (value.kind === "instance" && constructs === true);
    if (!isMade) return [value];
    const { constructorName, choosesConstructor } = this.#evaluator.tree.semanticsOf(value.symbol).members;
    if (!choosesConstructor) return [value];
    // `Color(1)` makes no object: it is a conversion.
    if (this.#evaluator.hierarchy.isEnumeration(value.symbol)) return [EXTERNAL];
    const class_: Value = { kind: "class", symbol: value.symbol, isSelf: false };
    const found = this.#evaluator.member(class_, constructorName).filter(({ kind }) => kind === "function");
    return found.length > 0 ? found : [class_];
  }

  #isConversion(unit: number, call: CallSite): boolean {
    return call.constructs !== true && !this.#evaluator.tree.semanticsIn(unit).members.callsConstruct;
  }

  #calledBy(value: Value): Called[] {
    const { tree, hierarchy } = this.#evaluator;
    if (value.kind === "function") return [{ symbol: value.symbol, isDynamic: value.isDynamic }];
    if (value.kind === "class" || value.kind === "bases") {
      const semantics = tree.semanticsOf(value.symbol);
      const order =
        value.kind === "class"
          ? hierarchy.orderWith(value.symbol, value.mixed)
          : hierarchy.orderOf(value.symbol);
      const above = order.slice(1);
      const { constructorName, maker, afterConstruction } = semantics.members;
      const looked = value.kind === "bases" ? hierarchy.orderAfter(value.symbol, value.after) : order;
      const constructor =
        hierarchy.findMember(looked, constructorName) ??
        (maker === null || value.kind === "bases" ? null : hierarchy.findMember(looked, maker));
      const run = this.#functionOf(constructor);
      // Of a class that may be a derived one the constructor may be that one's, like a method.
      const isDynamic = value.kind === "class" && value.isSelf;
      if (run.length > 0) return run.map((found) => ({ ...found, isDynamic }));
      // A class without a constructor has that of its base, which may be a function that makes objects.
      const making = above.find((symbol) => tree.symbol(symbol).definition.kind === "function");
      if (making !== undefined) return [{ symbol: making, isDynamic: false }];
      if (value.kind === "class") {
        const after = afterConstruction === null ? null : hierarchy.findMember(order, afterConstruction);
        return [
          { symbol: value.symbol, isDynamic: false },
          ...this.#functionOf(after).map((found) => ({ ...found, isBesides: true })),
        ];
      }
      const [base] = above;
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

  /** Constructors as methods of the classes that they are called by, where these may be derived ones. */
  #constructorsIn(values: readonly Value[]): readonly Value[] {
    return values.flatMap((value) =>
      value.kind === "class" && value.isSelf
        ? this.#calledBy(value).map(({ symbol, isDynamic }): Value => {
            return { kind: "function", symbol, receiver: value.symbol, isDynamic };
          })
        : [],
    );
  }

  /** The function that a member is. */
  #functionOf(member: OwnMember | null): Called[] {
    const { numbers } = this.#evaluator.tree;
    const bound = member?.bindings.at(-1)?.value;
    if (member === null || bound?.[0] !== "definition") return [];
    return [{ symbol: numbers.symbolOf(numbers.unitOf(member.symbol), bound[1]), isDynamic: false }];
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

  /** @param isInside - whether a function of the tree gets it, which may make objects of a class. */
  #callbacks(passed: CallSite["passed"][number], site: Site, isInside: boolean): CallTarget[] {
    const { makesOfPassed } = this.#evaluator.tree.semanticsIn(site.unit).members;
    const [given, isFactory] = passed[0] === "new" ? [passed[1], true] : [passed, false];
    const makes = isFactory || (isInside && makesOfPassed);
    return this.#evaluator
      .evaluate(given, site)
      .flatMap((value) =>
        value.kind === "function" || (value.kind === "class" && makes)
          ? this.#calledBy(value).slice(0, 1)
          : [],
      )
      .map(({ symbol }) => ({ symbol, confidence: CALLBACK_CONFIDENCE, kind: "callback" }));
  }
}

/** What is called there is not of the tree, or not told by a type. */
const LEAVING: ReadonlySet<Value["kind"]> = new Set(["external", "literal", "container method", "callable"]);
/** Functions of which no more is known than what they return. */
const UNTOLD: ReadonlySet<Value["kind"]> = new Set(["container method", "callable"]);

/** A value that is not in the tree and could be called. */
function isOutside(value: Value): boolean {
  return value.kind === "external" || value.kind === "container method";
}
