import type { Expression } from "../../facts/expression.js";
import { FactsBuilder } from "../../facts/facts-builder.js";
import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { readCall, readElement } from "./ecmascript-calls.js";
import { readClass } from "./ecmascript-classes.js";
import {
  DEFINITION_NESTING,
  MAX_NESTING,
  type ScriptPlace,
  type ScriptReader,
} from "./ecmascript-context.js";
import {
  readAlias,
  readClassDeclaration,
  readFunctionDeclaration,
  readNamespace,
} from "./ecmascript-declarations.js";
import { toExpression } from "./ecmascript-expression.js";
import { addReturn, bindBlockName, readAnonymousFunction } from "./ecmascript-functions.js";
import { readExport, readImport } from "./ecmascript-module-facts.js";
import { readHeaderComment } from "./ecmascript-text.js";
import { readAssigned, readObject, readVariables } from "./ecmascript-values.js";

/** Reads the facts of one JavaScript or TypeScript file off its syntax tree. */
export function readScriptFacts(tree: SyntaxTree): FileFacts {
  const reader = new Reader(tree);
  const module = reader.facts.addScope("module", -1, FILE_ITSELF);
  reader.facts.docstring = readHeaderComment(tree.text);
  reader.visitChildren(tree.root, {
    owner: FILE_ITSELF,
    scope: module,
    functionScope: module,
    thisValue: null,
    superClass: -1,
    namePrefix: "",
  });
  reader.facts.exports = reader.exports;
  return reader.facts.build(tree.text, tree.hasError);
}

/** Types without calls or names in them. */
const SILENT_TYPES = new Set([
  "identifier",
  "property_identifier",
  "string",
  "number",
  "this",
  "type_annotation",
  "type_arguments",
  "type_parameters",
]);

class Reader implements ScriptReader {
  readonly tree: SyntaxTree;
  readonly facts = new FactsBuilder();
  readonly definitionOf = new Map<SyntaxNode, number>();
  #depth = 0;
  /** `export` and `declare` statements by the declaration in them. */
  readonly #wrappers = new Map<SyntaxNode, SyntaxNode>();
  readonly exports: Record<string, Expression> = Object.create(null) as Record<string, Expression>;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
  }

  visitChildren(node: SyntaxNode, place: ScriptPlace): void {
    for (let child = this.tree.firstChild(node); child !== NO_NODE; child = this.tree.nextSibling(child))
      this.visit(child, place);
  }

  visit(node: SyntaxNode, place: ScriptPlace): void {
    if (node === NO_NODE || this.#depth > MAX_NESTING) return;
    const type = this.tree.type(node);
    if (SILENT_TYPES.has(type)) return;
    this.#depth++;
    this.#visit(node, type, place);
    this.#depth--;
  }

  descend(walk: () => void): void {
    if (this.#depth > MAX_NESTING) return;
    this.#depth += DEFINITION_NESTING;
    walk();
    this.#depth -= DEFINITION_NESTING;
  }

  #visit(node: SyntaxNode, type: string, place: ScriptPlace): void {
    const { tree } = this;
    switch (type) {
      case "function_declaration":
      case "generator_function_declaration":
      case "function_signature":
        readFunctionDeclaration(this, node, place);
        return;
      case "arrow_function":
      case "function_expression":
      case "generator_function":
        readAnonymousFunction(this, node, place, null);
        return;
      case "class_declaration":
      case "abstract_class_declaration":
      case "interface_declaration":
      case "enum_declaration":
        readClassDeclaration(this, node, place);
        return;
      case "class": {
        const name = tree.textOf(tree.childOfType(node, "identifier", "type_identifier"));
        readClass(this, node, name || "class", node, place);
        return;
      }
      case "type_alias_declaration":
        readAlias(this, node, place);
        return;
      case "internal_module":
        readNamespace(this, node, place);
        return;
      case "import_statement":
        readImport(this, node);
        return;
      case "export_statement":
      case "ambient_declaration":
        this.#wrappers.set(tree.lastChild(node), this.statementOf(node));
        if (type === "export_statement") readExport(this, node, place);
        else this.visitChildren(node, place);
        return;
      case "lexical_declaration":
      case "variable_declaration":
        readVariables(this, node, place);
        return;
      case "assignment_expression":
        readAssigned(this, node, place);
        return;
      case "call_expression":
      case "new_expression":
        readCall(this, node, place);
        return;
      case "jsx_opening_element":
      case "jsx_self_closing_element":
        readElement(this, node, place);
        return;
      case "decorator":
        this.#readDecorator(node, place);
        return;
      case "object":
        readObject(this, node, place);
        return;
      case "return_statement":
        this.visitChildren(node, place);
        addReturn(this, tree.firstChild(node), place);
        return;
      case "for_in_statement":
        this.#readForIn(node, place);
        return;
      case "catch_clause": {
        const inside = this.block(place);
        bindBlockName(this, inside, tree.firstChild(node), null);
        this.visit(tree.lastChild(node), inside);
        return;
      }
      case "statement_block":
      case "for_statement":
      case "if_statement":
      case "else_clause":
      case "while_statement":
      case "do_statement":
      case "switch_body":
      case "switch_case":
      case "switch_default":
      case "module":
        this.visitChildren(node, this.block(place));
        return;
      default:
        this.visitChildren(node, place);
    }
  }

  block(place: ScriptPlace): ScriptPlace {
    return { ...place, scope: this.facts.addScope("block", place.scope, place.owner) };
  }

  statementOf(node: SyntaxNode): SyntaxNode {
    return this.#wrappers.get(node) ?? node;
  }

  #readDecorator(node: SyntaxNode, place: ScriptPlace): void {
    const { tree } = this;
    const expression = tree.firstChild(node);
    this.visit(expression, place);
    const callee = tree.type(expression) === "call_expression" ? null : toExpression(this, expression, place);
    if (callee !== null)
      this.facts.calls.push({
        callee,
        owner: place.owner,
        scope: place.scope,
        at: tree.start(node),
        line: tree.startLine(node),
        text: tree.textOf(expression).slice(0, 80),
        passed: [],
      });
  }

  #readForIn(node: SyntaxNode, place: ScriptPlace): void {
    const { tree } = this;
    const [target = NO_NODE, container = NO_NODE, ...rest] = tree.children(node);
    this.visit(container, place);
    const inside = this.block(place);
    const values = toExpression(this, container, place);
    const isOf = /\bof\s*$/.test(tree.text.slice(tree.end(target), tree.start(container)));
    bindBlockName(this, inside, target, values === null || !isOf ? null : ["item", values]);
    for (const part of rest) this.visit(part, inside);
  }
}
