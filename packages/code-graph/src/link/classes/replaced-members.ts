import type { Expression } from "../../facts/expression.js";
import { distinct, EXTERNAL, MAX_VALUES, type Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { ClassHierarchy, OwnMember } from "./class-hierarchy.js";

/** A value that has the members of a class. */
type Receiver = Extract<Value, { kind: "instance" | "class" | "bases" | "function" }>;

/** Gives what a member is that a class itself has, read from an object. */
type OwnValues = (member: OwnMember, receiver: Receiver, name: string, depth: number) => readonly Value[];

/** Classes below one whose attributes are told one by one. */
const MOST_HOLDERS = 8;

/** What classes below one set in place of its attributes: objects that are known by a base hold either. */
export class ReplacedMembers {
  readonly #tree: AskedTree;
  readonly #hierarchy: ClassHierarchy;
  readonly #ownValues: OwnValues;

  constructor(tree: AskedTree, hierarchy: ClassHierarchy, ownValues: OwnValues) {
    this.#tree = tree;
    this.#hierarchy = hierarchy;
    this.#ownValues = ownValues;
  }

  /** What a class sets for its objects, or what classes below it set in its place; of many of them nothing is said. */
  or(
    own: readonly Value[],
    member: OwnMember,
    receiver: Receiver,
    name: string,
    depth: number,
  ): readonly Value[] {
    if (!isOpen(receiver) || !isReplaceable(member)) return own;
    const holders = this.#tree.queries.holdersBelow(receiver.symbol, name);
    if (holders.length === 0) return own;
    if (holders.length > MOST_HOLDERS) return [...own, EXTERNAL];
    const others = this.#valuesIn(holders, receiver, name, depth).filter(
      (value) => !own.some((known) => this.#covers(known, value)),
    );
    // Where the class itself leaves it open, others may fill it that are not in the tree.
    const isLeftOpen = own.length === 0 && others.length > 0;
    return distinct([...(isLeftOpen ? [EXTERNAL] : own), ...others]).slice(0, MAX_VALUES);
  }

  /** Attributes that only classes below have; their methods are known as overrides. */
  below(receiver: Receiver, name: string, depth: number): readonly Value[] {
    if (!isOpen(receiver)) return [];
    const holders = this.#tree.queries.holdersBelow(receiver.symbol, name);
    if (holders.length === 0 || holders.length > MOST_HOLDERS) return [];
    return this.#valuesIn(holders, receiver, name, depth).filter(
      ({ kind }) => kind !== "function" && kind !== "external",
    );
  }

  #valuesIn(holders: readonly number[], receiver: Receiver, name: string, depth: number): readonly Value[] {
    return holders.flatMap((symbol) => {
      const member = this.#hierarchy.ownMember(symbol, name);
      return member === null ? [] : this.#ownValues(member, { ...receiver, symbol }, name, depth);
    });
  }

  /** Whether objects of a type are meant that another one is derived from: overrides say it. */
  #covers(known: Value, value: Value): boolean {
    if (known.kind !== "instance" || value.kind !== "instance" || known.isExact) return false;
    return this.#hierarchy.isDerivedFrom(value.symbol, known.symbol);
  }
}

/** Whether an object or class may be of a derived class. */
function isOpen(receiver: Receiver): boolean {
  return receiver.kind === "instance" ? !receiver.isExact : receiver.kind === "class" && receiver.isSelf;
}

/** Whether a member is set to a value that a type or a method does not tell of. */
function isReplaceable({ bindings, attributes }: OwnMember): boolean {
  const value = bindings.at(-1)?.value;
  if (value === undefined) return attributes.some((attribute) => isUndeclared(attribute.value));
  return value[0] === "unknown" || (value[0] === "value" && isUndeclared(value[1]));
}

/** What is declared is overridden as its type is; text and numbers call nothing. */
function isUndeclared(value: Expression): boolean {
  const [first] = value[0] === "firstKnown" ? value[1] : [value];
  return first?.[0] !== "instance" && first?.[0] !== "literal";
}
