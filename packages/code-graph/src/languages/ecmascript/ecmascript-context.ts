import type { Expression } from "../../facts/expression.js";
import type { BoundValue, Signature } from "../../facts/file-facts.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext, Walker } from "../shared/file-walker.js";

/** Where the walk stands. */
export interface ScriptContext extends WalkContext {
  /** Innermost function or module, in which `var` lives; `let`, `const`, `class` and functions live in the innermost block. */
  readonly functionScope: number;
  /** What `this` is. */
  readonly thisValue: Expression | null;
  /** Class whose bases `super` means, -1 for none. */
  readonly superClass: number;
  /** The object whose literal is being read, for `this` in its functions; `null`: it can't be told. */
  readonly objectValue: Expression | null;
  /** Names before that of a definition within its parent, for members of objects and namespaces: `"api."`. */
  readonly namePrefix: string;
}

/** What all parts of the reader share while they read one file. */
export interface ScriptWalker extends Walker<ScriptContext> {
  /** Walks a value that gets a name; see `readNamedValue`. @param outer - the statement or member around it. */
  namedValue(value: SyntaxNode, name: string, outer: SyntaxNode, context: ScriptContext): void;
  /** Walks an object literal whose functions are known by `prefix` and their own names. */
  namedObject(node: SyntaxNode, prefix: string, context: ScriptContext): void;
  /** Functions and classes that became definitions, by their node. */
  readonly definitionOf: Map<SyntaxNode, number>;
  readonly exports: Record<string, Expression>;
  /** Signatures of functions that come with several, by {@link signatureKey}. */
  readonly signatures: Map<string, Signature[]>;
  /** Interfaces and other names of types, with where they are bound. */
  readonly typeNames: NotedType[];
  /** What functions and calls are used as, by their node: it says what their parameters are. */
  readonly expected: Map<SyntaxNode, Expression>;
  /** What is used of what a function returns, by the function's scope. */
  readonly expectedResults: Map<number, Expression>;
  /** Scopes of functions that return something, whatever it is. */
  readonly returning: Set<number>;
  /** Functions without names whose results are of interest, by their scopes, as far as the file was read. */
  readonly calledInPlace: Map<number, CalledInPlace>;
  /** The names under which what functions in place return is bound: by the call of one, or by one that is handed on. */
  readonly resultNames: Map<SyntaxNode, readonly string[]>;
  /** Object literals without names whose functions ask for `this`, by {@link unwrittenName}. */
  readonly askedObjects: Set<string>;
  /** Names of type parameters, as far as the file was read. */
  readonly typeVariables: Set<string>;
  /** Variables of the module that are what it exports (`const api = module.exports = {}`). */
  readonly exportAliases: Set<string>;
  /** What its top says of values and types, in the order of the text. */
  readonly constants: NotedConstant[];
  /** Entries of object literals by their expressions: what is written into an object later becomes an entry, too. */
  readonly entriesOf: Map<Expression, ObjectEntry[]>;
  /** `export` and `declare` statements that hold just this declaration, by it. */
  readonly statements: Map<SyntaxNode, SyntaxNode>;
}

/** `(() => { … })()`, or the function of `xs.map((x) => …)`. */
export interface CalledInPlace {
  /** Names before those of functions that it returns in an object: of what its result is called. */
  readonly prefix: string;
  /** What it returns, each with the scope that its names are looked up from. */
  readonly results: { readonly scope: number; readonly value: Expression }[];
}

/** Name of an object literal that has none; no identifier. */
export function unwrittenName(object: SyntaxNode): string {
  return `{${object}}`;
}

/** Whether a name is one that {@link unwrittenName} gave. */
export function isUnwritten(name: string): boolean {
  return name.startsWith("{");
}

/** Names a function in a scope, before it is read. */
export function signatureKey(scope: number, name: string): string {
  return `${scope} ${name}`;
}

/** A constant or an alias of a type at the top of a module, until it is known what the module exports. */
export interface NotedConstant {
  readonly kind: "constant" | "type";
  readonly name: string;
  /** The whole statement, or the declarator where it has several. */
  readonly outer: SyntaxNode;
}

/** A type under its name, until it is known whether a value has that name, too. */
export interface NotedType {
  readonly name: string;
  readonly scope: number;
  readonly block: number;
  readonly value: BoundValue;
}

/** A member of an object literal. */
export type ObjectEntry = readonly [name: string, value: Expression];

/** The statement around a declaration that holds nothing else, or the declaration itself. */
export function statementOf({ statements }: ScriptWalker, node: SyntaxNode): SyntaxNode {
  return statements.get(node) ?? node;
}
