import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import type { WalkContext, Walker } from "../shared/file-walker.js";

/** A module as its own text sees it: the file, or `mod m { … }` in it. */
export interface RustModule {
  /** Definition of `mod m { … }`, `FILE_ITSELF` for the file. */
  readonly definition: number;
  readonly scope: number;
  /** The module around; `null` for the file. */
  readonly parent: RustModule | null;
}

/** What `Self` is. */
interface SelfType {
  /** The class, where it stands in the same module of the file; -1 elsewhere. */
  readonly definition: number;
  /** The type as written, with its arguments. */
  readonly type: Expression;
  /** Whether others implement it: a trait. */
  readonly isTrait: boolean;
}

/** Where the walk of a Rust file stands. */
export interface RustContext extends WalkContext {
  readonly module: RustModule;
  /** `null` outside of types. */
  readonly self: SelfType | null;
}

/** A `use` of all names of a type or of a module in the same file. */
export interface RustGlob {
  /** Name of the type or module. */
  readonly of: string;
  readonly value: Expression;
  readonly scope: number;
  readonly module: RustModule;
}

/** What a closure is used as. */
export interface ClosureUse {
  /** A value of the type that it is used as, as far as that is told. */
  readonly type: Expression | null;
  /** What it is given where a container of the library calls it, `null` elsewhere. */
  readonly element: Expression | null;
  /** Whether all of its parameters are elements, rather than the last alone. */
  readonly takesElements?: boolean;
}

/** What all parts of the Rust reader share while they read one file. */
export interface RustWalker extends Walker<RustContext> {
  /** Types, traits and modules within the file, by module and name: `"-1 Foo"`. */
  readonly types: Map<string, number>;
  /** Closures that became definitions because they have a name. */
  readonly definitionOf: Map<SyntaxNode, number>;
  /** What closures are used as. */
  readonly expected: Map<SyntaxNode, ClosureUse>;
  /** Names under which scopes keep what closures without a name give. */
  readonly closures: Map<SyntaxNode, string>;
  /** Names of variants by the definition of their enumeration. */
  readonly variants: Map<number, string[]>;
  /** Of whole types and modules of the file; their names are bound once the file is read. */
  readonly globs: RustGlob[];
  /** All that a glob takes names of, by the scope of the module that it stands in. */
  readonly wholes: { readonly scope: number; readonly value: Expression }[];
  /** Constants, statics and aliases of types of the file itself. */
  readonly constants: SyntaxNode[];
  /** Names of the macros that the file calls. */
  readonly macros: ReadonlySet<string>;
  /** Names of the modules that the file declares, anywhere. */
  readonly modules: ReadonlySet<string>;
}

/** Key of a type among {@link RustWalker.types}. */
export function typeKey({ definition }: RustModule, name: string): string {
  return `${definition} ${name}`;
}
