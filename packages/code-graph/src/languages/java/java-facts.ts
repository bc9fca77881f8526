import { FactsBuilder } from "../../facts/facts-builder.js";
import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { readConstructorCall, readInvocation } from "./java-calls.js";
import { readClasses } from "./java-classes.js";
import { type JavaPlace, type JavaReader, MAX_NESTING, type MemberImports } from "./java-context.js";
import { readConstant, readCreation } from "./java-creations.js";
import { collectTypeNames, readImport } from "./java-imports.js";
import { TYPE_DECLARATIONS } from "./java-nodes.js";
import {
  readCatch,
  readForEach,
  readLambda,
  readPattern,
  readResource,
  readVariables,
} from "./java-statements.js";
import { readDocComment } from "./java-text.js";

/** Reads the facts of one Java file off its syntax tree. */
export function readJavaFacts(tree: SyntaxTree): FileFacts {
  const reader = new Reader(tree);
  const { facts } = reader;
  const file = { owner: FILE_ITSELF, scope: facts.addScope("module", -1, FILE_ITSELF) };
  const declaration = tree.childOfType(tree.root, "package_declaration");
  const name = tree.textOf(tree.childOfType(declaration, "scoped_identifier", "identifier"));
  facts.packageName = name.replace(/\s/g, "") || null;
  // Above `package` most files have their licence.
  const header = declaration === NO_NODE ? null : readDocComment(tree.text, tree.start(declaration));
  facts.docstring = header !== null && /copyright|licen[sc]e/i.test(header) ? null : header;
  const types: SyntaxNode[] = [];
  const typeNames = collectTypeNames(tree);
  for (const node of tree.children(tree.root))
    if (tree.type(node) === "import_declaration") readImport(reader, node, typeNames);
    else if (TYPE_DECLARATIONS.has(tree.type(node))) types.push(node);
  readClasses(reader, types, file);
  // A file without a class, where the language permits one.
  for (const node of tree.children(tree.root))
    if (!TYPE_DECLARATIONS.has(tree.type(node)) && !/^(?:import|package)_declaration$/.test(tree.type(node)))
      reader.visit(node, file);
  return facts.build(tree.text, tree.hasError);
}

class Reader implements JavaReader {
  readonly tree: SyntaxTree;
  readonly facts = new FactsBuilder();
  readonly memberImports: MemberImports = { single: new Map(), all: [] };
  readonly definitionOf = new Map<SyntaxNode, number>();
  #depth = 0;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
  }

  block(place: JavaPlace): JavaPlace {
    return { ...place, scope: this.facts.addScope("block", place.scope, place.owner) };
  }

  visitChildren(node: SyntaxNode, place: JavaPlace): void {
    for (let child = this.tree.firstChild(node); child !== NO_NODE; child = this.tree.nextSibling(child))
      this.visit(child, place);
  }

  visit(node: SyntaxNode, place: JavaPlace): void {
    if (node === NO_NODE || this.#depth > MAX_NESTING) return;
    this.#depth++;
    this.#visit(node, this.tree.type(node), place);
    this.#depth--;
  }

  #visit(node: SyntaxNode, type: string, place: JavaPlace): void {
    switch (type) {
      case "method_invocation":
        readInvocation(this, node, place);
        break;
      case "object_creation_expression":
        readCreation(this, node, place);
        break;
      case "enum_constant":
        readConstant(this, node, place);
        break;
      case "explicit_constructor_invocation":
        readConstructorCall(this, node, place);
        break;
      case "class_declaration":
      case "interface_declaration":
      case "enum_declaration":
      case "record_declaration":
        readClasses(this, [node], place);
        break;
      case "local_variable_declaration":
        readVariables(this, node, place);
        break;
      case "enhanced_for_statement":
        readForEach(this, node, place);
        break;
      case "resource":
        readResource(this, node, place);
        break;
      case "catch_clause":
        readCatch(this, node, place);
        break;
      case "instanceof_expression":
      case "type_pattern":
      case "record_pattern_component":
        readPattern(this, node, place);
        break;
      case "lambda_expression":
        readLambda(this, node, place, null);
        break;
      case "block":
      case "for_statement":
      case "try_statement":
      case "try_with_resources_statement":
      case "switch_block":
      case "switch_rule":
        this.visitChildren(node, this.block(place));
        break;
      case "identifier":
      case "modifiers":
      case "annotation":
      case "marker_annotation":
        break;
      default:
        this.visitChildren(node, place);
    }
  }
}
