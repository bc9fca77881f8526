import type { Expression } from "../../facts/expression.js";
import { findBindings } from "../evaluate/bindings.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import { simpleNameOf } from "../evaluate/type-names.js";
import { MAX_DEPTH, type Site, type SymbolNumber } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { ClassHierarchy } from "./class-hierarchy.js";

/** A type as far as choosing overloads needs it: a class of the tree, or the name of one outside (`"int[]"` for arrays). */
export type KnownType = { readonly symbol: SymbolNumber } | { readonly name: string };

/** Types of arguments and parameters, for choosing overloads. */
export class ArgumentTypes {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, evaluation: Evaluation) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
  }

  /** The type that an expression of the text names; `null` for a type variable. */
  named(type: Expression, site: Site, depth: number): KnownType | null {
    if (depth > MAX_DEPTH) return null;
    if (type[0] === "list") {
      const element = type[1][0] === undefined ? null : this.named(type[1][0], site, depth + 1);
      if (element === null) return { name: "[]" };
      return { name: `${this.nameOf(element)}[]` };
    }
    if (type[0] === "generic") return this.named(type[1], site, depth + 1);
    if (type[0] === "union" && type[1][0] !== undefined) return this.named(type[1][0], site, depth + 1);
    const [found] = this.#evaluation.evaluate(type, { ...site, at: Infinity }, depth + 1);
    if (found?.kind === "class") return this.#isVariable(type, site) ? null : { symbol: found.symbol };
    const name = simpleNameOf(type);
    return name === "" || this.#isVariable(type, site) ? null : { name };
  }

  /** The declared type of an argument, as far as the text tells. */
  ofValue(value: Expression, site: Site, depth: number): KnownType | null {
    if (depth > MAX_DEPTH) return null;
    const ofAll = (values: readonly Expression[]): KnownType[] =>
      values.map((part) => this.ofValue(part, site, depth + 1)).filter((type) => type !== null);
    if (value[0] === "instance" || value[0] === "new") return this.named(value[1], site, depth + 1);
    if (value[0] === "firstKnown") return ofAll(value[1])[0] ?? null;
    if (value[0] === "name") return this.#ofName(value[1], site, depth + 1);
    if (value[0] === "member") return this.#ofMember(value[1], value[2], site, depth + 1);
    if (value[0] === "call") return this.#ofResult(value, site, depth + 1);
    if (value[0] === "operation") return this.#ofOperation(value[1], value[2], site, depth + 1);
    if (value[0] === "union") {
      const text = this.#tree.semanticsIn(site.unit).members.overloads?.textType;
      const types = ofAll(value[1]);
      return types.find((type) => "name" in type && type.name === text) ?? types[0] ?? null;
    }
    if (value[0] === "item") {
      const container = this.ofValue(value[1], site, depth + 1);
      if (container !== null && "name" in container && container.name.endsWith("[]"))
        return container.name === "[]" ? null : { name: container.name.slice(0, -2) };
    }
    const [found, ...others] = this.#evaluation.evaluate(value, site, depth + 1);
    return found?.kind === "instance" && others.length === 0 ? { symbol: found.symbol } : null;
  }

  /** What the language's own operators make of values of its own types. */
  #ofOperation(
    operator: string,
    operands: readonly (Expression | null)[],
    site: Site,
    depth: number,
  ): KnownType | null {
    const { overloads } = this.#tree.semanticsIn(site.unit).members;
    const types = operands.map((part) => (part === null ? null : this.ofValue(part, site, depth)));
    const result = overloads?.resultOf(
      operator,
      types.map((type) => (type === null ? null : this.nameOf(type))),
    );
    if (typeof result === "string") return { name: result };
    return operator === "?" ? (types.find((type) => type !== null) ?? null) : null;
  }

  #ofName(name: string, site: Site, depth: number): KnownType | null {
    const unit = this.#tree.file(site.unit);
    const bound = findBindings(unit, site.scope, site.at, name);
    const binding = bound?.bindings.at(-1);
    if (bound === null || binding?.value[0] !== "value") return null;
    const there = { ...site, scope: bound.scope, at: binding.at - 1 };
    return this.ofValue(binding.value[1], there, depth + 1);
  }

  /** The type that a field is declared with. */
  #ofMember(object: Expression, name: string, site: Site, depth: number): KnownType | null {
    for (const value of this.#evaluation.evaluate(object, site, depth)) {
      if (value.kind !== "instance" && value.kind !== "class") continue;
      const member = this.#hierarchy.findMember(this.#hierarchy.orderOf(value.symbol), name);
      const bound = member?.bindings.at(-1)?.value;
      if (member === null || bound?.[0] !== "value") continue;
      const { unit, definition } = this.#tree.symbol(member.symbol);
      return this.ofValue(bound[1], { unit, scope: definition.scope, at: Infinity }, depth + 1);
    }
    return null;
  }

  /** The type that a function of the tree is declared to return, where only one is meant. */
  #ofResult(
    call: Extract<Expression, readonly ["call", ...unknown[]]>,
    site: Site,
    depth: number,
  ): KnownType | null {
    const callees = this.#evaluation.evaluate(call[1], site, depth);
    const chosen =
      call[2] === undefined ? callees : this.#evaluation.chooseOverloads(callees, call[2], site, depth);
    const [only] = chosen;
    if (only?.kind === "container method") return this.#ofElement(call[1], site, depth);
    if (only?.kind !== "function" || chosen.length > 1) return null;
    const { unit, definition } = this.#tree.symbol(only.symbol);
    const [result] = definition.returns;
    if (result === undefined) return null;
    return this.ofValue(result, { unit, scope: definition.scope, at: Infinity }, depth + 1);
  }

  /** What a method gives that a container of the library hands an element out by. */
  #ofElement(method: Expression, site: Site, depth: number): KnownType | null {
    const { element } = this.#tree.semanticsIn(site.unit).library.containerMethods;
    if (method[0] !== "method" || !element.has(method[2]) || method[1][0] !== "name") return null;
    const bound = findBindings(this.#tree.file(site.unit), site.scope, site.at, method[1][1]);
    const value = bound?.bindings.at(-1)?.value;
    if (bound === null || value?.[0] !== "value" || value[1][0] !== "instance") return null;
    const type = value[1][1];
    const argument = type[0] === "generic" ? type[2].at(-1) : undefined;
    return argument === undefined ? null : this.named(argument, { ...site, scope: bound.scope }, depth + 1);
  }

  /** Whether a type is a type variable: it stands for anything, or for anything below its bound. */
  #isVariable(type: Expression, site: Site): boolean {
    const name = simpleNameOf(type);
    const unit = this.#tree.file(site.unit);
    const found = findBindings(unit, site.scope, Infinity, name);
    const [binding] = found?.bindings ?? [];
    return found !== null && found.scope > 0 && binding?.value[0] !== "definition";
  }

  nameOf(type: KnownType): string {
    return "name" in type ? type.name : this.#tree.symbol(type.symbol).definition.name;
  }
}
