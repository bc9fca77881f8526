import { FactsBuilder } from "../../facts/facts-builder.js";
import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import { readCall, readComposite } from "./go-calls.js";
import { type GoPlace, type GoReader, MAX_NESTING } from "./go-context.js";
import { instanceOf, toExpression } from "./go-expression.js";
import { readAnonymousFunction, readFunction } from "./go-functions.js";
import { collectQualifiedNames, readImports } from "./go-imports.js";
import { readAssignment, readShortVariables, readVariables } from "./go-names.js";
import { localName, readDocComment } from "./go-text.js";
import { readTypes } from "./go-type-declarations.js";
import { toType } from "./go-types.js";

/** Reads the facts of one Go file off its syntax tree. */
export function readGoFacts(tree: SyntaxTree): FileFacts {
  const reader = new Reader(tree);
  const { facts } = reader;
  const file = { owner: FILE_ITSELF, scope: facts.addScope("module", -1, FILE_ITSELF) };
  const clause = tree.childOfType(tree.root, "package_clause");
  facts.packageName = tree.textOf(tree.firstChild(clause)) || null;
  facts.docstring = readDocComment(tree.text, tree.start(clause));
  // Methods belong to their types, wherever in the file these stand.
  for (const node of tree.children(tree.root))
    if (tree.type(node) === "type_declaration") readTypes(reader, node, file);
  for (const node of tree.children(tree.root))
    if (tree.type(node) !== "type_declaration") reader.visit(node, file);
  return facts.build(tree.text, tree.hasError);
}

class Reader implements GoReader {
  readonly tree: SyntaxTree;
  readonly facts = new FactsBuilder();
  readonly qualifiedNames: ReadonlyMap<string, ReadonlySet<string>>;
  readonly types = new Map<string, number>();
  readonly definitionOf = new Map<SyntaxNode, number>();
  #depth = 0;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    this.qualifiedNames = collectQualifiedNames(tree);
  }

  block(place: GoPlace): GoPlace {
    return { ...place, scope: this.facts.addScope("block", place.scope, place.owner) };
  }

  visitChildren(node: SyntaxNode, place: GoPlace): void {
    for (let child = this.tree.firstChild(node); child !== NO_NODE; child = this.tree.nextSibling(child))
      this.visit(child, place);
  }

  visit(node: SyntaxNode, place: GoPlace): void {
    if (node === NO_NODE || this.#depth > MAX_NESTING) return;
    this.#depth++;
    this.#visit(node, this.tree.type(node), place);
    this.#depth--;
  }

  #visit(node: SyntaxNode, type: string, place: GoPlace): void {
    switch (type) {
      case "function_declaration":
      case "method_declaration":
        readFunction(this, node, place);
        break;
      case "type_declaration":
        readTypes(this, node, place);
        break;
      case "import_declaration":
        readImports(this, node);
        break;
      case "var_declaration":
      case "const_declaration":
        readVariables(this, node, place);
        break;
      case "short_var_declaration":
        readShortVariables(this, node, place);
        break;
      case "assignment_statement":
        readAssignment(this, node, place);
        break;
      case "call_expression":
      case "type_conversion_expression":
        readCall(this, node, place);
        break;
      case "composite_literal":
        readComposite(this, node, place);
        break;
      case "func_literal":
        readAnonymousFunction(this, node, place);
        break;
      case "range_clause":
        this.#readRange(node, place);
        break;
      case "receive_statement":
        this.#readReceive(node, place);
        break;
      case "type_switch_statement":
        this.#readTypeSwitch(node, this.block(place));
        break;
      case "block":
      case "if_statement":
      case "for_statement":
      case "expression_switch_statement":
      case "expression_case":
      case "default_case":
      case "communication_case":
        this.visitChildren(node, this.block(place));
        break;
      case "identifier":
      case "parameter_list":
      case "struct_type":
      case "interface_type":
      case "function_type":
        break;
      default:
        this.visitChildren(node, place);
    }
  }

  /** `for k, v := range xs`; with one name it is the element where `xs` is a channel, and else an index. */
  #readRange(node: SyntaxNode, place: GoPlace): void {
    const { tree } = this;
    const container = tree.lastChild(node);
    const left = tree.firstChild(node) === container ? NO_NODE : tree.firstChild(node);
    this.visit(container, place);
    const values = toExpression(this, container);
    const names = left === NO_NODE ? [] : tree.children(left);
    names.forEach((name, index) => {
      if (tree.type(name) !== "identifier") return;
      const isElement = index === names.length - 1 && values !== null;
      bindName(this, place, localName(tree, name), isElement ? ["item", values] : null, tree.end(node));
    });
  }

  /** `case v, ok := <-channel`. */
  #readReceive(node: SyntaxNode, place: GoPlace): void {
    const { tree } = this;
    const channel = tree.lastChild(node);
    this.visit(channel, place);
    const left = tree.firstChild(node) === channel ? NO_NODE : tree.firstChild(node);
    const [name = NO_NODE] = left === NO_NODE ? [] : tree.children(left);
    if (tree.type(name) === "identifier")
      bindName(this, place, localName(tree, name), toExpression(this, channel), tree.end(node));
  }

  /** `switch t := x.(type)`: in a case of one type `t` is of that type. */
  #readTypeSwitch(node: SyntaxNode, place: GoPlace): void {
    const { tree } = this;
    const parts = tree.children(node);
    const isCase = (part: SyntaxNode): boolean => /_case$/.test(tree.type(part));
    const alias = parts.find((part) => tree.type(part) === "expression_list") ?? NO_NODE;
    const value = parts.filter((part) => !isCase(part)).pop() ?? NO_NODE;
    const name = localName(tree, alias);
    for (const part of parts) {
      if (!isCase(part)) {
        if (part !== alias) this.visit(part, place);
        continue;
      }
      const inside = this.block(place);
      const types = tree.children(part).filter((child) => tree.type(child) !== "statement_list");
      const type = types.length === 1 ? toType(tree, types[0] ?? NO_NODE) : null;
      const bound = tree.type(part) === "type_case" && type !== null ? instanceOf(type) : null;
      if (name !== "") bindName(this, inside, name, bound ?? toExpression(this, value), tree.start(part));
      const body = tree.childOfType(part, "statement_list");
      this.visitChildren(body === NO_NODE && types.length === 0 ? part : body, inside);
    }
  }
}
