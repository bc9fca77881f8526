import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext, Walker } from "../shared/file-walker.js";
import type { FileNames } from "./c-file-names.js";

/** A class that names of a body are looked up in. */
export interface EnclosingClass {
  /** The class itself, and an object of it. */
  readonly own: Expression;
  readonly self: Expression;
  /** Its definition where it stands in this file, else -1. */
  readonly definition: number;
}

/** Where the walk of a C or C++ file stands. */
export interface CContext extends WalkContext {
  /** `a::b`, `""` outside of all. */
  readonly namespace: string;
  /** Classes around, the innermost first. */
  readonly classes: readonly EnclosingClass[];
  /** Function without a declared result that a `return` belongs to, else -1. */
  readonly returnsFrom: number;
  /** Whether nothing here can be seen by other files (`namespace { … }`). */
  readonly isInternal: boolean;
  /** Whether a condition of the preprocessor is around, other than one that keeps a header from being read twice. */
  readonly isConditional: boolean;
  /** Whether the object of the method around must not change. */
  readonly isConst: boolean;
  /** What declarations belong to: those of a body make objects. */
  readonly container: "file" | "class" | "body";
  /** `template <…>` in front of what comes next. */
  readonly template: TemplateHead | null;
}

/** `template <…>`: the whole declaration, and the names of its types. */
interface TemplateHead {
  readonly node: SyntaxNode;
  readonly names: readonly string[];
}

/** A class of the file that is known by its name: members are added as they are met. */
export interface KnownClass {
  /** Full name. */
  readonly key: string;
  readonly definition: number;
  readonly scope: number;
  /** Functions that are declared as virtual. */
  readonly virtuals: Set<string>;
  /** Functions that are declared in it and defined elsewhere. */
  readonly declared: Set<string>;
  /** What is said of functions where they are declared. */
  readonly docstrings: Map<string, string>;
}

/** What a lambda is used as. */
export interface LambdaUse {
  /** A value of the type that it is used as, as far as that is told. */
  readonly type: Expression;
  /** What an algorithm of the library gives it, `null` elsewhere. */
  readonly element: Expression | null;
  /** Whether only its last parameter is an element. */
  readonly isLastAlone: boolean;
}

/** What all parts of the reader share while they read one file. */
export interface CWalker extends Walker<CContext> {
  readonly isCpp: boolean;
  /** What the file says of names outside of functions and classes. */
  readonly names: FileNames;
  /** Classes outside of functions, by their full names. */
  readonly classes: Map<string, KnownClass>;
  /** The same, and those in functions, by their definitions. */
  readonly classOf: Map<number, KnownClass>;
  /** Namespaces that the file opens, by their full names: their definitions. */
  readonly namespaces: Map<string, number>;
  /** Namespaces that `using namespace` opens anywhere in the file. */
  readonly directives: readonly string[];
  /** Other names of namespaces. */
  readonly namespaceAliases: ReadonlyMap<string, string>;
  /** What is said of functions where they are declared, by their full names. */
  readonly docstrings: Map<string, string>;
  /** Classes, and functions without a name of their own, by the node that defines them. */
  readonly definitionOf: Map<SyntaxNode, number>;
  /** What lambdas without a name are used as. */
  readonly expected: Map<SyntaxNode, LambdaUse>;
  /** Parameters and local variables that must not change, as `scope name`. */
  readonly constants: Set<string>;
  /** Bodies of a class, which see all of its members: to be read once these are known; `null` outside of classes. */
  deferred: (() => void)[] | null;
}
