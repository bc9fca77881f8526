import type { BoundValue, Definition } from "../../facts/file-facts.js";
import type { OverloadRules } from "../../languages/semantics.js";
import { reaching } from "../evaluate/bindings.js";
import type { DecoratedValues } from "../evaluate/decorated-values.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import { hasVariable, substitute } from "../evaluate/type-variables.js";
import {
  distinct,
  EXTERNAL,
  MAX_DEPTH,
  MAX_VALUES,
  type SymbolNumber,
  type Value,
} from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { ClassHierarchy, OwnMember } from "./class-hierarchy.js";
import { signatureOf } from "./overrides.js";
import { ReplacedMembers } from "./replaced-members.js";
import type { ReceiverTypes } from "./type-arguments.js";

/** Who knows what type parameters stand for, and what decorators make. */
interface MemberKnowledge {
  readonly receivers: ReceiverTypes;
  readonly decorated: DecoratedValues;
}

/** A value that has the members of a class. */
type Receiver = Extract<Value, { kind: "instance" | "class" | "bases" | "function" }>;

/** Members of classes, objects and `super`: looked up along the bases, bound to the receiver. */
export class ClassMembers {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #evaluation: Evaluation;
  readonly #receivers: ReceiverTypes;
  readonly #decorated: DecoratedValues;
  readonly #replaced: ReplacedMembers;

  constructor(
    tree: AskedTree,
    hierarchy: ClassHierarchy,
    evaluation: Evaluation,
    { receivers, decorated }: MemberKnowledge,
  ) {
    this.#receivers = receivers;
    this.#decorated = decorated;
    this.#replaced = new ReplacedMembers(tree, hierarchy, (...asked) => this.#own(...asked));
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#evaluation = evaluation;
  }

  /** What reading `name` gives, looked up in `order`; a member that may come from outside the tree is external. */
  find(
    order: readonly SymbolNumber[],
    receiver: Receiver,
    readName: string,
    depth: number,
  ): readonly Value[] {
    const isOfClass = receiver.kind === "instance" ? false : receiver.kind !== "bases" || receiver.isClass;
    const rules = this.#tree.semanticsOf(receiver.symbol).members;
    const name = isOfClass ? rules.memberOfClass(readName) : readName;
    const member = this.#hierarchy.findMember(order, name);
    if (member === null) {
      const ofMetaclass = receiver.kind === "class" ? this.#ofMetaclass(receiver, name, depth) : [];
      if (ofMetaclass.length > 0) return ofMetaclass;
      const inside = this.#ofTarget(receiver, name, depth);
      if (inside.some(({ kind }) => kind !== "external")) return inside;
      const isOutside = rules.root.has(name) || this.#hierarchy.hasForeignBase(receiver.symbol);
      const below = rules.attributesOverride ? this.#replaced.below(receiver, name, depth) : [];
      // Others that are not in the tree may set it, too.
      return isOutside || below.length > 0 ? [EXTERNAL, ...below] : [];
    }
    if (receiver.kind === "class" && this.#isConstant(member))
      return [{ kind: "instance", symbol: receiver.symbol, isExact: false, isSelf: receiver.isSelf }];
    const { overloads } = this.#tree.semanticsOf(member.symbol).members;
    if (overloads?.addsInherited(name) === true)
      return this.#overloads(order, receiver, name, overloads, depth);
    const own = this.#own(member, receiver, name, depth);
    return rules.attributesOverride ? this.#replaced.or(own, member, receiver, name, depth) : own;
  }

  /** The same member of what an object leads to, or of what a module takes whole. */
  #ofTarget(receiver: Receiver, name: string, depth: number): readonly Value[] {
    const { target, item } = this.#tree.semanticsOf(receiver.symbol).members;
    if (target === undefined || name === target || receiver.kind === "bases" || depth > MAX_DEPTH) return [];
    const { traits } = this.#tree.symbol(receiver.symbol).definition;
    if (receiver.kind === "class" && !traits.includes("namespace")) return [];
    return this.#evaluation
      .member(receiver, target, depth + 1)
      .flatMap((inner) =>
        name === item
          ? this.#evaluation.itemOf(inner, depth + 1)
          : this.#evaluation.member(inner, name, depth + 1),
      );
  }

  /** A class is an object, too: it has the members of the class that it is an object of. */
  #ofMetaclass({ symbol }: Receiver, name: string, depth: number): readonly Value[] {
    for (const ancestor of this.#hierarchy.orderOf(symbol)) {
      const { unit, definition } = this.#tree.symbol(ancestor);
      if (definition.metaclass === undefined) continue;
      const around = this.#tree.file(unit).facts.scopes[definition.scope]?.parent ?? 0;
      const site = { unit, scope: around, at: definition.start };
      const [metaclass] = this.#evaluation.evaluate(definition.metaclass, site, depth + 1);
      if (metaclass?.kind !== "class") return [];
      const member = this.#hierarchy.findMember(this.#hierarchy.orderOf(metaclass.symbol), name);
      const object = { kind: "instance", symbol: metaclass.symbol, isExact: true, isSelf: false } as const;
      return member === null ? [] : this.#own(member, object, name, depth);
    }
    return [];
  }

  /** Whether a member is one of the objects that an enumeration lists. */
  #isConstant({ symbol, bindings }: OwnMember): boolean {
    return (
      bindings.length > 0 &&
      bindings.every(({ value }) => value[0] === "value" || value[0] === "unknown") &&
      this.#hierarchy.isEnumeration(symbol)
    );
  }

  /** The methods of all classes, but those that one further down overrides. */
  #overloads(
    order: readonly SymbolNumber[],
    receiver: Receiver,
    name: string,
    overloads: OverloadRules,
    depth: number,
  ): readonly Value[] {
    const found: Value[] = [];
    const signatures = new Set<string>();
    for (const symbol of order) {
      const member = this.#hierarchy.ownMember(symbol, name);
      if (member === null) continue;
      const seen = new Set(signatures);
      for (const value of this.#own(member, receiver, name, depth)) {
        const signature =
          value.kind === "function" ? signatureOf(this.#tree.symbol(value.symbol).definition, overloads) : "";
        if (seen.has(signature)) continue;
        signatures.add(signature);
        found.push(value);
      }
    }
    return found.slice(0, MAX_VALUES);
  }

  #own(member: OwnMember, receiver: Receiver, name: string, depth: number): readonly Value[] {
    const { members } = this.#tree.file(this.#tree.numbers.unitOf(member.symbol)).found;
    const key = `${member.symbol}.${name}`;
    let values = members.get(key);
    if (values === undefined) {
      members.set(key, []);
      values = this.#valuesOf(member, depth);
      members.set(key, values);
    }
    const isInText = member.bindings.length > 0;
    const bound = distinct(
      values.flatMap((found) =>
        isInText && found.kind === "instance"
          ? this.#described(found, receiver, depth)
          : this.#bind(found, receiver, depth),
      ),
    ).slice(0, MAX_VALUES);
    if (!bound.some((value) => hasVariable(value))) return bound;
    const typeArguments = receiver.kind === "instance" ? receiver.typeArguments : undefined;
    return substitute(
      bound,
      this.#receivers.environment(receiver.symbol, typeArguments, member.symbol, depth + 1),
    );
  }

  #valuesOf(member: OwnMember, depth: number): readonly Value[] {
    const { unit, definition } = this.#tree.symbol(member.symbol);
    const { scopes, definitions } = this.#tree.file(unit).facts;
    // Overloads stand beside each other: none hides the others.
    const bindings = isOverloaded(definitions, member)
      ? member.bindings
      : reaching(scopes, member.bindings, definition.scope, Infinity);
    const fromClass = this.#evaluation.union(
      bindings,
      { unit, scope: definition.scope, at: Infinity },
      depth + 1,
    );
    if (member.attributes.length === 0) return fromClass;
    const fromInstances = member.attributes.flatMap((attribute) =>
      this.#evaluation.evaluate(
        attribute.value,
        { unit: attribute.unit, scope: attribute.scope, at: attribute.at - 1 },
        depth + 1,
      ),
    );
    // What a class declares without a value is what its objects are given, whoever gives it.
    const isDeclared = bindings.some(({ value }) => value[0] === "value" && value[1][0] === "instance");
    const given =
      isDeclared && fromClass.length > 0
        ? fromInstances.filter(({ kind }) => kind !== "external")
        : fromInstances;
    return distinct([...fromClass, ...given]).slice(0, MAX_VALUES);
  }

  /** What reading an object gives that a class holds: where it is a descriptor, what that gives, which for objects is rarely itself. */
  #described(
    found: Extract<Value, { kind: "instance" }>,
    receiver: Receiver,
    depth: number,
  ): readonly Value[] {
    const { accessors } = this.#tree.semanticsOf(receiver.symbol).members;
    const get = accessors?.descriptor?.get;
    if (get === undefined) return [found];
    const methods = this.#evaluation.member(found, get, depth + 1).filter(({ kind }) => kind === "function");
    if (methods.length === 0) return [found];
    const given = methods.flatMap((method) => this.#evaluation.resultOf(method, depth + 1));
    return receiver.kind === "instance"
      ? given.filter((value) => value.kind !== "instance" || value.symbol !== found.symbol)
      : given;
  }

  /** What reading a method gives that a decorator has made a descriptor: where that can't be told, what the method returns. */
  #ofDescriptor(symbol: SymbolNumber, receiver: Receiver, depth: number): readonly Value[] {
    const get = this.#tree.semanticsOf(receiver.symbol).members.accessors?.descriptor?.get;
    if (get === undefined || this.#tree.symbol(symbol).definition.decorators === undefined) return [];
    const methods = this.#decorated
      .of(symbol, depth + 1)
      .flatMap((made) => (made.kind === "instance" ? this.#evaluation.member(made, get, depth + 1) : []))
      .filter(({ kind }) => kind === "function");
    if (methods.length === 0) return [];
    const given = methods.flatMap((method) => this.#evaluation.resultOf(method, depth + 1));
    const isTold = given.some(({ kind }) => kind === "function" || kind === "class" || kind === "container");
    return isTold ? given : this.#evaluation.resultOfFunction(symbol, receiver.symbol, depth + 1);
  }

  #bind(found: Value, receiver: Receiver, depth: number): readonly Value[] {
    if (found.kind !== "function" || found.receiver !== -1) return [found];
    const typeArguments = receiver.kind === "instance" ? receiver.typeArguments : undefined;
    const { traits } = this.#tree.symbol(found.symbol).definition;
    const isStaticGetter = receiver.kind === "class" && traits.includes("static");
    // Where nothing runs when a member is read, a property is a function that a field holds.
    const isRead =
      traits.includes("property") && this.#tree.semanticsOf(found.symbol).members.accessors !== null;
    if (isRead && (receiver.kind !== "class" || isStaticGetter))
      return this.#evaluation.resultOfFunction(found.symbol, receiver.symbol, depth + 1, typeArguments);
    const given = receiver.kind === "class" ? [] : this.#ofDescriptor(found.symbol, receiver, depth);
    if (given.length > 0) return given;
    const isDynamic =
      !traits.includes("final") &&
      (receiver.kind === "instance" ? !receiver.isExact : receiver.kind === "class" && receiver.isSelf);
    return [
      {
        kind: "function",
        symbol: found.symbol,
        receiver: receiver.symbol,
        isDynamic,
        ...(typeArguments === undefined ? {} : { typeArguments }),
      },
    ];
  }
}

function isOverloaded(definitions: readonly Definition[], { bindings }: OwnMember): boolean {
  return (
    bindings.length > 1 &&
    bindings.every(({ value }) =>
      value[0] === "definition" ? definitions[value[1]]?.parameters !== undefined : isInherited(value),
    )
  );
}

/** Functions of a base that a class takes beside its own. */
function isInherited(value: BoundValue): boolean {
  return value[0] === "value" && value[1][0] === "member" && value[1][1][0] === "super";
}
