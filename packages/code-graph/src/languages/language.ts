import type { FileFacts } from "../facts/file-facts.js";
import type { Grammar } from "../parse/source-parser.js";
import type { SyntaxTree } from "../parse/syntax-tree.js";

/** What a module specifier leads to within the tree. */
export type ModuleTarget =
  | { readonly kind: "file"; readonly path: string }
  /** A package without a file of its own (a Python namespace package). */
  | { readonly kind: "folder"; readonly path: string }
  /** A package of several files, all of them alike (Go, Java); the key as {@link Language.packageOf} gives it. */
  | { readonly kind: "package"; readonly key: string };

/** Finds modules among the scanned files by the language's own rules. Made once a scan. */
export interface ModuleResolver {
  /** The module that `specifier` names in the file `fromPath`; `null` when it is not in the tree. */
  resolve(fromPath: string, specifier: string): ModuleTarget | null;
  /** The module `name` inside a package; `null` where the language has no such thing or there is none. */
  submodule(of: ModuleTarget, name: string): ModuleTarget | null;
}

/** The paths that a resolver may look at. */
export interface SourceIndex {
  /** Whether a file of a supported language was scanned at this path. */
  hasFile(path: string): boolean;
  hasFolder(path: string): boolean;
  readonly filePaths: readonly string[];
  /** Manifests by path, for languages that need them (`package.json`, `go.mod`). */
  readonly manifests: ReadonlyMap<string, string>;
}

/** What a generic type does to its arguments: `"same"` stands for one, `"container"` holds one, `"class"` is the class itself. */
export interface TypeWrapper {
  readonly meaning: "same" | "container" | "class";
  readonly argument: "first" | "last" | "all";
}

/** Rules of the language that linking asks for. */
export interface Semantics {
  /** Method that runs when a class is instantiated. */
  readonly constructorName: string;
  /** Method that runs when an instance is called, or `null`. */
  readonly callOperator: string | null;
  /** Whether names of a class body are visible to statements of that body without a qualifier. */
  readonly classScopeIsLexical: boolean;
  /** Whether a local name means what is around it until its declaration, rather than hide that from the start. */
  readonly declaresFromHereOn: boolean;
  readonly typeWrappers: ReadonlyMap<string, TypeWrapper>;
  /** Annotation that means "the class I stand in". */
  readonly selfTypeName: string | null;
  /** Whether every module knows this name without importing it. */
  readonly isBuiltin: (name: string) => boolean;
  /** Members that every object has from outside the tree. */
  readonly rootMembers: ReadonlySet<string>;
  /**
   * Which methods may run in place of the one that the receiver's type has: those of derived classes, or, where the
   * method is an interface's, those of all types that have the interface's methods.
   */
  readonly dispatch: "derived" | "structural";
  /** Whether a class has the members of this name of its bases beside its own, where their parameters differ. */
  readonly addsOverloads: (memberName: string) => boolean;
  /**
   * How well a parameter of a type outside the tree takes an argument of another such type, 1 to 99; `null`: not at all.
   * Either name is `""` for a class of the tree. Asked only where overloads have to be told apart.
   */
  readonly accepts: (parameter: string, argument: string) => number | null;
  /** Whether calling a class by its name makes an object, rather than convert a value. */
  readonly callsConstruct: boolean;
  /** Whether a name of a package of several files can be seen from outside that package. */
  readonly isPublic: (name: string) => boolean;
  /** Member that stands for an element of an instance (`x[0]`, a loop over it), or `null`. */
  readonly itemMember: string | null;
}

/** One supported language: the entry of the table and everything that is particular to it. */
export interface Language {
  /** As in `CodeNode.language`. */
  readonly name: string;
  /** Lower-case endings with the dot. */
  readonly extensions: readonly string[];
  readonly grammar: Grammar;
  /** What stands in a parent's own source for the body of a nested definition. */
  readonly elidedBody: string;
  /** Languages of one family import each other. */
  readonly family: string;
  extractFacts(tree: SyntaxTree): FileFacts;
  /** Key of the package that a file belongs to, in languages whose packages have several files; else `null`. */
  packageOf(path: string, packageName: string | null): string | null;
  createResolver(index: SourceIndex): ModuleResolver;
  /** Names of files, besides sources, whose content the resolver reads, as patterns of `.gitignore`. */
  readonly manifestNames: readonly string[];
  readonly semantics: Semantics;
}
