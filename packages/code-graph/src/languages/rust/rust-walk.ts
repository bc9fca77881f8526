import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { FileWalker, type NodeHandler, nodeHandlers, skip } from "../shared/file-walker.js";
import { readBlock, readItems } from "./rust-blocks.js";
import { readCall, readStruct } from "./rust-calls.js";
import { readClosure } from "./rust-closures.js";
import { addConstants } from "./rust-constants.js";
import {
  type ClosureUse,
  type RustContext,
  type RustGlob,
  type RustModule,
  type RustWalker,
  typeKey,
} from "./rust-context.js";
import { readFunction } from "./rust-functions.js";
import { readImpl } from "./rust-impls.js";
import { TARGET } from "./rust-library.js";
import { readInvocation, readMacro } from "./rust-macros.js";
import { readConditional, readFor, readLet, readLetCondition, readMatch } from "./rust-statements.js";
import { readModule } from "./rust-submodules.js";
import { nameOf, readInnerDocs } from "./rust-text.js";
import { bindConstant, readAlias, readType } from "./rust-types-declared.js";
import { readExternCrate, readUse } from "./rust-uses.js";

const HANDLERS = nodeHandlers<RustWalker, RustContext>({
  "struct_item enum_item union_item trait_item": readType,
  type_item: readAlias,
  mod_item: readModule,
  impl_item: readImpl,
  "function_item function_signature_item": (walker, node, context) => {
    readFunction(walker, node, context);
  },
  "const_item static_item": (walker, node, context) => {
    bindConstant(walker, node, context);
    walker.visitChildren(node, context);
  },
  use_declaration: readUse,
  extern_crate_declaration: readExternCrate,
  macro_definition: readMacro,
  macro_invocation: readInvocation,
  block: readBlock,
  let_declaration: readLet,
  let_condition: readLetCondition,
  "if_expression while_expression": readConditional,
  for_expression: readFor,
  match_expression: readMatch,
  closure_expression: readClosure,
  call_expression: readCall,
  struct_expression: readStruct,
  "attribute_item inner_attribute_item line_comment block_comment": skip,
  "identifier type_identifier scoped_identifier scoped_type_identifier generic_type type_arguments": skip,
  "reference_type dynamic_type abstract_type tuple_type array_type function_type primitive_type": skip,
});

/** Reads the facts of one Rust file off its syntax tree. */
export function readRustFacts(tree: SyntaxTree): FileFacts {
  const walker = new RustFileWalker(tree);
  const { facts } = walker;
  const scope = facts.addScope("module", -1, FILE_ITSELF);
  const module: RustModule = { definition: FILE_ITSELF, scope, parent: null };
  facts.docstring = readInnerDocs(tree.text, 0);
  readItems(walker, tree.root, { owner: FILE_ITSELF, scope, module, self: null });
  for (const glob of walker.globs) bindGlob(walker, glob);
  bindWholes(walker);
  addConstants(walker);
  return facts.build(tree.text, tree.hasError);
}

/** Names of all nodes of a type. */
function namesIn(tree: SyntaxTree, type: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let node = 0; node < tree.size; node++)
    if (tree.type(node) === type) found.add(nameOf(tree, tree.childOfType(node, "identifier")));
  return found;
}

/** `use Kind::*`, `use inner::*`: the variants of an enumeration, or the names of a module, of the same file. */
function bindGlob(walker: RustWalker, { of, value, scope, module }: RustGlob): void {
  const { facts, types, variants } = walker;
  let definition: number | undefined;
  for (let at: RustModule | null = module; at !== null && definition === undefined; at = at.parent)
    definition = types.get(typeKey(at, of));
  if (definition === undefined) return;
  const own = facts.definitions[definition];
  const names =
    own?.is === "namespace"
      ? Object.keys(facts.scopes[own.scope]?.names ?? {})
      : (variants.get(definition) ?? []);
  for (const name of names) {
    const member: Expression = ["member", value, name];
    if (!Object.hasOwn(facts.scopes[scope]?.names ?? {}, name))
      facts.bind(scope, name, 0, scope, ["value", member]);
  }
}

/** What modules hand on of others as a whole; the file has that of all modules in it, which see it through the file. */
function bindWholes({ facts, wholes }: RustWalker): void {
  const byScope = new Map<number, Expression[]>();
  for (const { scope, value } of wholes)
    for (const holder of new Set([0, scope])) byScope.set(holder, [...(byScope.get(holder) ?? []), value]);
  for (const [scope, values] of byScope) facts.bind(scope, TARGET, 0, scope, ["value", ["union", values]]);
}

class RustFileWalker extends FileWalker<RustContext> implements RustWalker {
  readonly types = new Map<string, number>();
  readonly definitionOf = new Map<SyntaxNode, number>();
  readonly expected = new Map<SyntaxNode, ClosureUse>();
  readonly wholes: { readonly scope: number; readonly value: Expression }[] = [];
  readonly closures = new Map<SyntaxNode, string>();
  readonly variants = new Map<number, string[]>();
  readonly globs: RustGlob[] = [];
  readonly constants: SyntaxNode[] = [];
  readonly macros: ReadonlySet<string>;
  readonly modules: ReadonlySet<string>;

  constructor(tree: SyntaxTree) {
    super(tree);
    this.macros = namesIn(tree, "macro_invocation");
    this.modules = namesIn(tree, "mod_item");
  }

  protected handlerOf(type: string): NodeHandler<RustWalker, RustContext> | undefined {
    return HANDLERS.get(type);
  }
}
