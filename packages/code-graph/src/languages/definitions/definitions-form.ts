import type { NodeKind } from "@stemma/graph-store";
import type { ImportFact } from "../../facts/file-facts.js";
import type { Grammar } from "../../parse/source-parser.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import type { ModuleResolver, SourceIndex } from "../language.js";

/** A definition as one node of the tree shows it. */
export interface FoundDefinition {
  /** What it is in its language; the kinds of functions make a function, all others a class. */
  readonly kind: NodeKind;
  readonly name: string;
  /** Dotted name within what is around it, where that has several parts (`A::B`). */
  readonly localName?: string | undefined;
  /** What a parent's own source leaves out, `NO_NODE` for none. */
  readonly body: SyntaxNode;
  /** The sibling that it ends with, where its body is no part of its node. */
  readonly last?: SyntaxNode | undefined;
}

/** What a node says of a definition: of the next one, or of the one that it stands in. */
export interface FoundDocumentation {
  readonly of: "next" | "around";
  readonly text: string;
}

/** Where the parts of a definition are among the children of its node. */
export interface DefinitionForm {
  readonly kind: NodeKind;
  /** Types of the child that names it. */
  readonly name: readonly string[];
  /** Whether the last such child before these is the name, rather than the first: a type may stand before it. */
  readonly before?: readonly string[] | undefined;
  /** Types of the child that is its body. */
  readonly body?: readonly string[] | undefined;
}

/**
 * A form, or a function where the text decides; `null`: no definition, and what is in it is walked. `outer` is the kind of the
 * definition around.
 */
export type DefinitionReader =
  | DefinitionForm
  | ((tree: SyntaxTree, node: SyntaxNode, outer: NodeKind | undefined) => FoundDefinition | null);

/** How a language writes comments. */
export interface CommentForms {
  /** What the lines of a comment begin with, the longest first. */
  readonly lines: readonly string[];
  /** What a comment of several lines begins and ends with. */
  readonly block?: readonly [open: string, close: string] | undefined;
  /** Lines that may stand between a comment and what it belongs to (`@override`). */
  readonly between?: RegExp | undefined;
  /** Of a line or block, what is no documentation (`rubocop:disable`). */
  readonly directive?: RegExp | undefined;
  /** Takes away what marks up a documentation comment (`<summary>`). */
  readonly clean?: ((comment: string) => string) | undefined;
}

/**
 * A language of which the graph has files, definitions and imports, without calls: everything that is particular to it. Node
 * types may stand several in one key, with spaces between them.
 */
export interface DefinitionsForm {
  /** As in `CodeNode.language`. */
  readonly name: string;
  /** Lower-case endings with the dot. */
  readonly extensions: readonly string[];
  /** Module specifier of the grammar's `.wasm` file. */
  readonly wasm: string;
  /** As one of {@link Grammar.repairs}: what the language has and the grammar does not know. */
  readonly repair?: NonNullable<Grammar["repairs"]>[number] | undefined;
  readonly elidedBody: string;
  readonly definitions: Readonly<Record<string, DefinitionReader>>;
  /** Types of nodes in which nothing is looked for. */
  readonly skipped?: readonly string[] | undefined;
  /** Whether functions of one name that follow each other are clauses of one function. */
  readonly joinsClauses?: boolean | undefined;
  /** Nodes that document definitions, in languages where comments are not all that does. */
  readonly documentation?:
    | Readonly<Record<string, (tree: SyntaxTree, node: SyntaxNode) => FoundDocumentation | null>>
    | undefined;
  readonly comments: CommentForms;
  /** Types of the nodes within a definition's head, or within the nodes in it, that its signature leaves out. */
  readonly attributes?: readonly string[] | undefined;
  /** Names of methods that make objects. */
  readonly constructors?: readonly string[] | undefined;
  /** Modules that a node names. */
  readonly imports: Readonly<Record<string, (tree: SyntaxTree, node: SyntaxNode) => readonly ImportFact[]>>;
  /** The package that a node says the file belongs to, `null` for none; in languages whose packages have several files. */
  readonly packages?:
    | Readonly<Record<string, (tree: SyntaxTree, node: SyntaxNode) => string | null>>
    | undefined;
  /** Types of the nodes that an import of a whole package takes names by. */
  readonly typeNames?: readonly string[] | undefined;
  readonly manifestNames?: readonly string[] | undefined;
  readonly createResolver: (index: SourceIndex) => ModuleResolver;
}
