import type { NodeKind } from "@stemma/graph-store";
import type { Expression } from "./expression.js";

/** Name under which the module's scope keeps where its wildcard imports stand, in languages where that counts. */
export const WILDCARD = "*";

/** Name under which a scope keeps what a member of one of its variables is at a time; no identifier. */
export function memberKey(variable: string, member: string): string {
  return `${variable}.${member}`;
}

/** Name under which a class is given what stands at a place of a list of its fields, which only its own file can name; no identifier. */
export function placeKey(index: number): string {
  return `place ${index}`;
}

/**
 * What keys begin with between which a class keeps the members of a part of it that has no type of a name: all of them have
 * one place, which is a field's own where it is declared with that part. No identifiers.
 */
export const NAMELESS_START = "{";
export const NAMED_START = "{=";
export const NAMELESS_END = "}";

/** Name under which a module's scope keeps the functions of a name that other files may mean by a declaration; no identifier. */
export function externalKey(name: string): string {
  return `extern ${name}`;
}

/** Name under which a scope keeps a type that has a value beside it under its own name; no identifier. */
export function typeKey(name: string): string {
  return `${TYPE_KEY}${name}`;
}

/** The {@link memberKey} of a member of a variable or of `this`; `null` of anything else. */
export function keyOfMember(object: Expression, member: string): string | null {
  if (object[0] === "name") return memberKey(object[1], member);
  return object[0] === "self" ? memberKey(`this ${object[1]}`, member) : null;
}

/** The name whose {@link typeKey} another one is; `null` for all others. */
export function typeOfKey(key: string): string | null {
  return key.startsWith(TYPE_KEY) ? key.slice(TYPE_KEY.length) : null;
}

const TYPE_KEY = "type ";

/** Whether a member is read, set or deleted. */
export type AccessKind = "get" | "set" | "delete";

/** Name under which a class or object keeps the function that runs when one of its members is accessed; no identifier. */
export function accessorKey(kind: AccessKind, member: string): string {
  return `${kind} ${member}`;
}

/** The member whose {@link accessorKey} a name is; `""` for all other names. */
export function accessedMember(name: string): string {
  return /^(?:get|set|delete) (?:.* )?(.*)$/s.exec(name)?.[1] ?? "";
}

/** Index of the file itself where an index of a {@link Definition} is expected. */
export const FILE_ITSELF = -1;

/** A class or function of a file, or a text: what resolution never comes to. */
export interface Definition {
  readonly kind: "class" | "function" | "text";
  readonly name: string;
  /** What it is in its language, where the reader says so; else `graph/node-kind.ts` tells it by head and traits. */
  readonly is?: NodeKind | undefined;
  /** Dotted name within the file, made unique by `~2`, `~3`… */
  qualifiedName: string;
  /** Enclosing definition, or {@link FILE_ITSELF}. */
  readonly parent: number;
  /** Where its own names live. */
  readonly scope: number;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
  /** The part that a parent's own source leaves out; equal offsets when there is no body. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly signature: string;
  readonly docstring: string | null;
  /** Bases of a class, evaluated in the scope around it. */
  readonly bases: readonly Expression[];
  /** What calling the function returns: its annotation, or else the values after `return`, in its own scope. */
  readonly returns: readonly Expression[];
  /** `property` members are read, not called, `setter` and `deleter` are what runs when a member is set or deleted; `declaration` marks a signature without a body; `enumeration`: what its text sets are objects of it; `overload` one of several signatures of the definition that follows; `final` members are not overridden, `package private` ones only within their package; `const` ones are called on what must not change; */
  readonly traits: readonly Trait[];
  /** Name under which the members of its class are looked up, where that is not {@link name} (`"run/1"` of an overload). */
  readonly memberName?: string;
  /** What is called with it to make what its name stands for, the last to be called first; evaluated around it. */
  readonly decorators?: readonly Expression[];
  /** Class that a class is an object of, evaluated around it. */
  readonly metaclass?: Expression;
  /** Members of a class by their places, where it says so. */
  readonly places?: Places;
  /** Types of the parameters, `null` where one can't be told; only where overloads are told apart by them. */
  readonly parameters?: readonly (Expression | null)[];
  /** How few and how many arguments it takes, -1 for any number; only where functions of one name are told apart by that. */
  readonly arity?: readonly [least: number, most: number];
  /** Names of its type variables in their order; of a method that has names of its own for those of its class, these. */
  readonly typeParameters?: readonly string[];
  /** Types of the parameters of a generic function, `null` where one says nothing of its type variables. */
  readonly accepts?: readonly (Expression | null)[];
  /** Types of the other parameters that functions may be passed for, `null` for all others. */
  readonly takes?: readonly (Expression | null)[];
  /** Names of a function's own type variables in their order, where calls may say what they are. */
  readonly typeVariables?: readonly string[];
  /** What it says of one of its arguments, by its index, or of the object that it is read from, -1, where it returns true. */
  readonly guards?: readonly [index: number, type: Expression];
  /** Signatures that stand before it, of which a caller sees the one that fits; parameters' types as text. */
  readonly signatures?: readonly Signature[];
  /** Name under which another file may say what it does that declares it; see {@link FileFacts.declared}. */
  readonly documentedAs?: string;
  /** Parameters and results as text, where another type's method of the same shape may stand for it; `"_"` fits all. */
  readonly shape?: readonly string[];
}

/** Members of a class in the order in which patterns and tuples know them. */
export interface Places {
  readonly names: readonly string[];
  /** Whether those of its bases are not before them. */
  readonly isWhole: boolean;
  /** Whether objects of the class are tuples of them, or dictionaries with their names as keys. */
  readonly of: "object" | "tuple" | "dictionary";
}

/** One of several signatures of a function. */
export interface Signature {
  readonly parameters: readonly string[];
  readonly result: Expression | null;
  /** As {@link Definition.takes}, of all parameters. */
  readonly takes?: readonly (Expression | null)[];
}

/** What resolution needs to know of a definition besides its name. */
export type Trait =
  | "property"
  | "setter"
  | "deleter"
  | "static"
  | "class method"
  | "declaration"
  | "overload"
  | "interface"
  | "final"
  | "generator"
  | "namespace"
  | "enumeration"
  | "package private"
  | "const";

/** One reason why a name means something in a scope. */
export interface Binding {
  /** Offset from which on it holds. */
  readonly at: number;
  /** The block it stands in: a binding in a branch that the use is not in is only a possibility. */
  readonly block: number;
  readonly value: BoundValue;
}

/**
 * What a name is bound to. `["import", specifier, name]` is a name of another module, or where `name` is `null` that module
 * itself; `["unknown"]` shadows outer names without saying what it is.
 */
export type BoundValue =
  | readonly ["definition", number]
  | readonly ["value", Expression]
  | readonly ["import", string, string | null]
  | readonly ["unknown"];

/** A region with names of its own, or a block within one. */
export interface Scope {
  /** `inline`: a function without a name that runs where it stands (a comprehension, a callback of `map`). */
  readonly kind: "module" | "class" | "function" | "inline" | "block";
  /** Enclosing scope, -1 for the module. */
  readonly parent: number;
  /** Definition that a call in this scope belongs to, or {@link FILE_ITSELF}. */
  readonly owner: number;
  readonly names: Readonly<Record<string, readonly Binding[]>>;
  /** Of a block: whether what it does may have been done before. */
  readonly isLoop?: true;
}

/** A call as written. */
export interface CallSite {
  readonly callee: Expression;
  /** Definition that makes the call, or {@link FILE_ITSELF}. */
  readonly owner: number;
  readonly scope: number;
  readonly at: number;
  readonly line: number;
  /** The callee's text, shortened. */
  readonly text: string;
  /** Arguments that may be functions passed by name; `["new", e]`: what is called to make objects, a class, too. */
  readonly passed: readonly Expression[];
  /** All arguments, `null` where one can't be told; only where overloads are told apart by them. */
  readonly args?: readonly (Expression | null)[];
  /** Whether the object that a method is called on must not change, where methods of one name are told apart by that. */
  readonly isConst?: boolean;
  /** Whether the text makes an object of the class (`Tool{}`), in languages where `Tool(x)` only converts. */
  readonly constructs?: boolean;
}

/** A member that is read, set or deleted without a call that anyone writes: where it has an accessor, that runs. */
export interface Access {
  readonly kind: AccessKind;
  /** The object; members that are read on the way to it (`a.b` of `a.b.c`) are in it and in no access of their own. */
  readonly of: Expression;
  readonly name: string;
  /** Definition that does it, or {@link FILE_ITSELF}. */
  readonly owner: number;
  readonly scope: number;
  readonly at: number;
  readonly line: number;
}

/** What one call of a function of the same file passes to it. */
export interface PassedArguments {
  /** The function. */
  readonly to: number;
  readonly args: readonly (Expression | null)[];
  readonly byName: Readonly<Record<string, Expression>>;
  readonly scope: number;
  readonly at: number;
}

/** An attribute set on instances (`self.x = …`, `this.x = …`) or declared for them. */
export interface Attribute {
  readonly definition: number;
  readonly name: string;
  readonly value: Expression;
  readonly scope: number;
  readonly at: number;
}

/** A member of a type that the member does not stand in, perhaps in another file (a Go method). */
export interface OutOfLineMember {
  /** Expression that leads to the class. */
  readonly of: Expression;
  readonly name: string;
  readonly value: Expression;
  readonly scope: number;
  readonly at: number;
}

/** A base of a type that stands outside the type, perhaps in another file (Rust's `impl Trait for Type`). */
export interface OutOfLineBase {
  /** Expression that leads to the class. */
  readonly of: Expression;
  readonly base: Expression;
  readonly scope: number;
  readonly at: number;
}

/** What a text names in code, or leads to. */
export interface Mention {
  /** As it stands there: a name of code, or a path; of a link relative to the text. */
  readonly text: string;
  readonly isLink: boolean;
  /** Definition that it stands in, or {@link FILE_ITSELF}. */
  readonly owner: number;
  readonly line: number;
}

/** A module that the file names, whether or not a name is bound by it. */
export interface ImportFact {
  readonly specifier: string;
  /** Names taken from it; empty when the module is imported as a whole. */
  readonly names: readonly string[];
}

/** Everything that the graph needs of one file, found by looking at that file alone; independent of its path. */
export interface FileFacts {
  readonly lines: number;
  readonly hasSyntaxError: boolean;
  readonly docstring: string | null;
  readonly definitions: readonly Definition[];
  readonly scopes: readonly Scope[];
  readonly calls: readonly CallSite[];
  /** Absent where there are none; callees are among the calls. */
  readonly accesses?: readonly Access[] | undefined;
  readonly attributes: readonly Attribute[];
  readonly outOfLineMembers: readonly OutOfLineMember[];
  /** Absent where there are none. */
  readonly outOfLineBases?: readonly OutOfLineBase[] | undefined;
  /** What calls of the file pass to its own functions, as far as it may be more than text or a number. */
  readonly passed: readonly PassedArguments[];
  readonly imports: readonly ImportFact[];
  /** The package that the file says it belongs to, in languages whose packages have several files. */
  readonly packageName: string | null;
  /** Modules whose public names become names of this one (`from m import *`, `export * from`). */
  readonly wildcards: readonly string[];
  /** What the module exports by name, in the module's scope at its end, where the language says so; `null`: all its names. */
  readonly exports: Readonly<Record<string, Expression>> | null;
  /** What is said of functions where they are declared, by their full names, in languages where others define them. */
  readonly declared?: Readonly<Record<string, string>>;
  /** Names that a wildcard import takes, where the module lists them (`__all__`). */
  readonly listedNames: readonly string[] | null;
  /** Only of texts. */
  readonly mentions?: readonly Mention[];
  /** Of what other files may see of this one; only in scans whose facts are kept. */
  readonly interfaceHash?: string;
}
