import type { FileFacts } from "../facts/file-facts.js";
import type { Grammar } from "../parse/source-parser.js";
import type { SyntaxTree } from "../parse/syntax-tree.js";
import type { Semantics } from "./semantics.js";

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
  /** Name of the folder that was scanned; `""` where it has none. */
  readonly rootName: string;
  /** Manifests by path, for languages that need them (`package.json`, `go.mod`). */
  readonly manifests: ReadonlyMap<string, string>;
}

/** What is known of the files of one language, whether they are code or text. */
export interface LanguageRules {
  /** As in `CodeNode.language`. */
  readonly name: string;
  /** Lower-case endings with the dot. */
  readonly extensions: readonly string[];
  /** Files that are known by their paths, in lower case, whatever their endings; asked before any ending. */
  readonly paths?: RegExp | undefined;
  /**
   * The language that a file is really of, where its ending does not say it: by its text alone, so that no other file can
   * change it.
   */
  readonly variantOf?: (path: string, text: string) => Language;
  /** Whether a file is made to be included by others, in languages that know such files. */
  readonly isIncluded?: (path: string) => boolean;
  /** What stands in a parent's own source for the body of a nested definition. */
  readonly elidedBody: string;
  /** `"definitions"`: the graph has its files, definitions and imports, and none of its calls. Default: all of it. */
  readonly tier?: "definitions" | undefined;
  /** Languages of one family import each other. */
  readonly family: string;
  /** Key of the package that a file belongs to, in languages whose packages have several files; else `null`. */
  packageOf(path: string, packageName: string | null): string | null;
  createResolver(index: SourceIndex): ModuleResolver;
  /** Names of files, besides sources, whose content the resolver reads, as patterns of `.gitignore`. */
  readonly manifestNames: readonly string[];
  readonly semantics: Semantics;
}

/** One supported language: the entry of the table and everything that is particular to it. */
export interface Language extends LanguageRules {
  readonly grammar: Grammar;
  extractFacts(tree: SyntaxTree): FileFacts;
}

/** Files that are no code, read without a grammar. */
export interface TextLanguage extends LanguageRules {
  readText(text: string): Promise<FileFacts>;
}

/** A row of either table. */
export type AnyLanguage = Language | TextLanguage;

/** Whether files of a language are texts. */
export function isTextLanguage(language: LanguageRules): language is TextLanguage {
  return "readText" in language;
}
