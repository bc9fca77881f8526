import type { Expression } from "../../facts/expression.js";
import { FactsBuilder } from "../../facts/facts-builder.js";
import { FILE_ITSELF, type FileFacts } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";
import { MAX_NESTING, type PythonPlace, type PythonReader } from "./python-context.js";
import { readClass, readFunction } from "./python-definitions.js";
import { toExpression } from "./python-expression.js";
import { readImport, readImportFrom } from "./python-imports.js";
import { bindName, bindParameters, bindTarget, readAssignment } from "./python-names.js";
import { readCommentAbove, readDocstring } from "./python-text.js";

const MAX_CALL_TEXT = 80;

/** Reads the facts of one Python file off its syntax tree. */
export function readPythonFacts(tree: SyntaxTree): FileFacts {
  const reader = new Reader(tree);
  const module = reader.facts.addScope("module", -1, FILE_ITSELF);
  reader.facts.docstring = readDocstring(tree, tree.root) ?? readHeaderComment(tree.text);
  reader.visitChildren(tree.root, {
    owner: FILE_ITSELF,
    nameScope: module,
    block: module,
    enclosingClass: -1,
  });
  return reader.facts.build(tree.text, tree.hasError);
}

class Reader implements PythonReader {
  readonly tree: SyntaxTree;
  readonly facts = new FactsBuilder();
  readonly redirectedNames = new Map<number, Map<string, number>>();
  #depth = 0;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
  }

  visitChildren(node: SyntaxNode, place: PythonPlace): void {
    for (let child = this.tree.firstChild(node); child !== NO_NODE; child = this.tree.nextSibling(child))
      this.visit(child, place);
  }

  visit(node: SyntaxNode, place: PythonPlace): void {
    if (node === NO_NODE || this.#depth > MAX_NESTING) return;
    const type = this.tree.type(node);
    if (type === "identifier") return;
    this.#depth++;
    this.#visit(node, type, place);
    this.#depth--;
  }

  #visit(node: SyntaxNode, type: string, place: PythonPlace): void {
    const { tree } = this;
    switch (type) {
      case "class_definition":
        readClass(this, node, NO_NODE, place);
        break;
      case "function_definition":
        readFunction(this, node, NO_NODE, place);
        break;
      case "decorated_definition":
        this.#visitDecorated(node, place);
        break;
      case "import_statement":
        readImport(this, node, place);
        break;
      case "import_from_statement":
        readImportFrom(this, node, place);
        break;
      case "assignment":
        readAssignment(this, node, place);
        break;
      case "named_expression":
        this.#bindPair(tree.firstChild(node), tree.lastChild(node), node, place);
        this.visit(tree.lastChild(node), place);
        break;
      case "call":
        this.#readCall(node, place);
        this.visitChildren(node, place);
        break;
      case "for_statement":
      case "for_in_clause":
        this.#readLoop(node, place);
        break;
      case "as_pattern":
        this.#readAs(node, place);
        break;
      case "return_statement":
      case "yield":
        this.#readResult(node, type, place);
        this.visitChildren(node, place);
        break;
      case "lambda":
        this.#readLambda(node, place);
        break;
      case "list_comprehension":
      case "set_comprehension":
      case "dictionary_comprehension":
      case "generator_expression":
        this.#readComprehension(node, place);
        break;
      case "global_statement":
      case "nonlocal_statement":
        this.#redirectNames(node, type, place);
        break;
      case "if_statement":
      case "while_statement":
      case "try_statement":
      case "match_statement":
        this.#visitBranches(node, place);
        break;
      case "delete_statement":
      case "type":
      case "future_import_statement":
        break;
      default:
        this.visitChildren(node, place);
    }
  }

  #visitDecorated(node: SyntaxNode, place: PythonPlace): void {
    const definition = this.tree.childOfType(node, "class_definition", "function_definition");
    if (this.tree.type(definition) === "class_definition") readClass(this, definition, node, place);
    else readFunction(this, definition, node, place);
  }

  #readCall(node: SyntaxNode, place: PythonPlace): void {
    const { tree } = this;
    const calleeNode = tree.firstChild(node);
    const text = tree.textOf(calleeNode);
    if (text === "super") return;
    const callee = toExpression(tree, calleeNode, place.enclosingClass);
    const passed: Expression[] = [];
    for (let argument of tree.children(tree.nextSibling(calleeNode))) {
      if (tree.type(argument) === "keyword_argument") argument = tree.lastChild(argument);
      if (tree.type(argument) !== "identifier" && tree.type(argument) !== "attribute") continue;
      const expression = toExpression(tree, argument, place.enclosingClass);
      if (expression !== null) passed.push(expression);
    }
    this.facts.calls.push({
      callee: callee ?? ["either", []],
      owner: place.owner,
      scope: place.block,
      at: tree.start(node),
      line: tree.startLine(node),
      text: text.length > MAX_CALL_TEXT ? `${text.slice(0, MAX_CALL_TEXT)}…` : text,
      passed,
    });
  }

  #readLoop(node: SyntaxNode, place: PythonPlace): void {
    const { tree } = this;
    const [target = NO_NODE, container = NO_NODE, ...rest] = tree.children(node);
    this.visit(container, place);
    const values = toExpression(tree, container, place.enclosingClass);
    const isStatement = tree.type(node) === "for_statement";
    const inside = isStatement ? this.#block(place) : place;
    bindTarget(this, inside, target, values === null ? null : ["item", values], tree.end(container));
    for (const part of rest) {
      if (tree.type(part) === "else_clause") this.visit(part, place);
      else if (tree.type(part) === "block") this.visitChildren(part, inside);
      else this.visit(part, inside);
    }
  }

  #readAs(node: SyntaxNode, place: PythonPlace): void {
    const { tree } = this;
    const value = tree.firstChild(node);
    const target = tree.childOfType(node, "as_pattern_target");
    this.visit(value, place);
    const entered = toExpression(tree, value, place.enclosingClass);
    // `with x as y` binds what `x.__enter__()` returns, which most often is `x`; `except E as e` binds an instance.
    const bound: Expression | null =
      entered === null
        ? null
        : entered[0] === "call"
          ? ["first", [["call", ["member", entered, "__enter__"]], ["item", entered], entered]]
          : ["instance", entered];
    bindTarget(this, place, target, bound, tree.end(node));
  }

  #readResult(node: SyntaxNode, type: string, place: PythonPlace): void {
    const owner = this.facts.definitions[place.owner];
    if (owner?.kind !== "function" || (owner.returns.length > 0 && owner.returns[0]?.[0] === "instance"))
      return;
    const value = toExpression(this.tree, this.tree.firstChild(node), place.enclosingClass);
    if (type === "yield") {
      if (!owner.traits.includes("generator")) owner.traits.push("generator");
      if (value !== null) owner.returns.push(["list", [value]]);
    } else if (value !== null && owner.returns.length < 8) owner.returns.push(value);
  }

  #readLambda(node: SyntaxNode, place: PythonPlace): void {
    const scope = this.facts.addScope("function", place.block, place.owner);
    const inside = { ...place, nameScope: scope, block: scope };
    const parameters = this.tree.childOfType(node, "lambda_parameters");
    if (parameters !== NO_NODE) bindParameters(this, inside, parameters, null);
    const body = this.tree.lastChild(node);
    if (body !== parameters) this.visit(body, inside);
  }

  #readComprehension(node: SyntaxNode, place: PythonPlace): void {
    const scope = this.facts.addScope("function", place.block, place.owner);
    const inside = { ...place, nameScope: scope, block: scope };
    const children = this.tree.children(node);
    // The clauses bind the names that the element, written first, reads.
    for (const clause of children.slice(1)) this.visit(clause, inside);
    this.visit(children[0] ?? NO_NODE, inside);
  }

  #redirectNames(node: SyntaxNode, type: string, place: PythonPlace): void {
    const { scopes } = this.facts;
    const names = this.redirectedNames.get(place.nameScope) ?? new Map<string, number>();
    this.redirectedNames.set(place.nameScope, names);
    for (const child of this.tree.children(node)) {
      const name = this.tree.textOf(child);
      let scope = 0;
      if (type === "nonlocal_statement")
        for (scope = scopes[place.nameScope]?.parent ?? 0; scope > 0; scope = scopes[scope]?.parent ?? 0)
          if (scopes[scope]?.kind === "function" && Object.hasOwn(scopes[scope]?.names ?? {}, name)) break;
      names.set(name, scope);
    }
  }

  #visitBranches(node: SyntaxNode, place: PythonPlace): void {
    for (const child of this.tree.children(node)) {
      const type = this.tree.type(child);
      if (type === "block") this.visitChildren(child, this.#block(place));
      else if (type.endsWith("_clause")) this.#visitClause(child, place);
      else this.visit(child, place);
    }
  }

  /** `elif`, `else`, `except`, `finally`, `case`: head and body in one block. */
  #visitClause(node: SyntaxNode, place: PythonPlace): void {
    const inside = this.#block(place);
    for (const child of this.tree.children(node)) {
      if (this.tree.type(child) === "block") this.visitChildren(child, inside);
      else this.visit(child, inside);
    }
  }

  #block(place: PythonPlace): PythonPlace {
    return { ...place, block: this.facts.addScope("block", place.block, place.owner) };
  }

  #bindPair(target: SyntaxNode, source: SyntaxNode, whole: SyntaxNode, place: PythonPlace): void {
    const value = toExpression(this.tree, source, place.enclosingClass);
    bindName(
      this,
      place,
      this.tree.textOf(target),
      this.tree.end(whole),
      value === null ? ["unknown"] : ["value", value],
    );
  }
}

function readHeaderComment(text: string): string | null {
  const match = /^(?:#!.*\n)?((?:\s*#.*\n)+)/.exec(text);
  return match?.[1] === undefined ? null : readCommentAbove(match[0], match[0].length);
}
