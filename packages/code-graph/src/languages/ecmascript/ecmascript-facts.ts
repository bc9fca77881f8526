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
import { propertyName, toExpression } from "./ecmascript-expression.js";
import {
  addReturn,
  bindBlockName,
  FUNCTION_TYPES,
  readAnonymousFunction,
  readNamedFunction,
} from "./ecmascript-functions.js";
import { readExport, readImport } from "./ecmascript-module-facts.js";
import { bindPattern, readAssignment } from "./ecmascript-names.js";
import { readHeaderComment } from "./ecmascript-text.js";
import { toType } from "./ecmascript-types.js";

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
        this.#readFunctionDeclaration(node, place);
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
        this.#readClassDeclaration(node, place);
        return;
      case "class": {
        const name = tree.textOf(tree.childOfType(node, "identifier", "type_identifier"));
        readClass(this, node, name || "class", node, place);
        return;
      }
      case "type_alias_declaration":
        this.#readAlias(node, place);
        return;
      case "internal_module":
        this.#readNamespace(node, place);
        return;
      case "import_statement":
        readImport(this, node);
        return;
      case "export_statement":
      case "ambient_declaration":
        this.#wrappers.set(tree.lastChild(node), this.#statementOf(node));
        if (type === "export_statement") readExport(this, node, place);
        else this.visitChildren(node, place);
        return;
      case "lexical_declaration":
      case "variable_declaration":
        this.#readVariables(node, place);
        return;
      case "assignment_expression":
        this.#readAssigned(node, place);
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
        this.#readObject(node, place);
        return;
      case "return_statement":
        this.visitChildren(node, place);
        addReturn(this, tree.firstChild(node), place);
        return;
      case "for_in_statement":
        this.#readForIn(node, place);
        return;
      case "catch_clause": {
        const inside = this.#block(place);
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
        this.visitChildren(node, this.#block(place));
        return;
      default:
        this.visitChildren(node, place);
    }
  }

  #block(place: ScriptPlace): ScriptPlace {
    return { ...place, scope: this.facts.addScope("block", place.scope, place.owner) };
  }

  #readFunctionDeclaration(node: SyntaxNode, place: ScriptPlace): void {
    const { tree, facts } = this;
    const name = tree.textOf(tree.childOfType(node, "identifier"));
    if (name === "") {
      this.visitChildren(node, place);
      return;
    }
    const isSignature = tree.type(node) === "function_signature";
    // One of several signatures of the function that follows is no function itself.
    if (isSignature && this.#isOverload(node, name)) return;
    const definition = readNamedFunction(
      this,
      node,
      { name, outer: this.#statementOf(node), traits: isSignature ? ["declaration"] : [] },
      place,
    );
    // Hoisted: known from the start of its block.
    facts.bind(place.scope, name, -1, place.scope, ["definition", definition]);
  }

  #isOverload(node: SyntaxNode, name: string): boolean {
    const { tree } = this;
    const isSame = (candidate: SyntaxNode): boolean =>
      /^function_(?:signature|declaration)$/.test(tree.type(candidate)) &&
      tree.textOf(tree.childOfType(candidate, "identifier")) === name;
    const own = tree.nextSibling(node);
    if (isSame(own)) return true;
    const exported = this.#statementOf(node);
    if (exported === node) return false;
    const next = tree.nextSibling(exported);
    return tree.type(next) === "export_statement" && tree.children(next).some(isSame);
  }

  #readClassDeclaration(node: SyntaxNode, place: ScriptPlace): void {
    const name = this.tree.textOf(this.tree.childOfType(node, "identifier", "type_identifier"));
    if (name === "") {
      this.visitChildren(node, place);
      return;
    }
    const at = this.tree.type(node) === "interface_declaration" ? -1 : this.tree.end(node);
    const definition = readClass(this, node, name, this.#statementOf(node), place);
    this.facts.bind(place.scope, name, at, place.scope, ["definition", definition]);
  }

  /** The `export` or `declare` statement that holds just this declaration, or the declaration itself. */
  #statementOf(node: SyntaxNode): SyntaxNode {
    return this.#wrappers.get(node) ?? node;
  }

  #readAlias(node: SyntaxNode, place: ScriptPlace): void {
    const { tree, facts } = this;
    const name = tree.textOf(tree.firstChild(node));
    const type = toType(tree, tree.lastChild(node));
    // A value of the same name says more about calls than the type does.
    if (Object.hasOwn(facts.scopes[place.scope]?.names ?? {}, name)) return;
    facts.bind(
      place.scope,
      name,
      -1,
      place.scope,
      type === null ? ["unknown"] : ["value", ["instance", type]],
    );
  }

  #readNamespace(node: SyntaxNode, place: ScriptPlace): void {
    const { tree, facts } = this;
    const name = tree.textOf(tree.firstChild(node));
    const inside = { ...this.#block(place), namePrefix: `${place.namePrefix}${name}.` };
    this.visitChildren(tree.lastChild(node), inside);
    const entries = Object.keys(facts.scopes[inside.scope]?.names ?? {}).map(
      (member): readonly [string, Expression] => [member, ["name", member]],
    );
    facts.bind(place.scope, name, tree.end(node), inside.scope, ["value", ["object", entries]]);
  }

  #readVariables(node: SyntaxNode, place: ScriptPlace): void {
    const { tree } = this;
    const declarators = tree.children(node).filter((child) => tree.type(child) === "variable_declarator");
    const scope = tree.type(node) === "variable_declaration" ? place.functionScope : place.scope;
    for (const declarator of declarators) {
      const pattern = tree.firstChild(declarator);
      const last = tree.lastChild(declarator);
      const value = last === pattern || tree.type(last) === "type_annotation" ? NO_NODE : last;
      const outer = declarators.length === 1 ? this.#statementOf(node) : declarator;
      const name = tree.type(pattern) === "identifier" ? tree.textOf(pattern) : "";
      this.#readNamedValue(value, name, outer, place);
      const type = toType(tree, tree.childOfType(declarator, "type_annotation"));
      const assigned = toExpression(this, value, place);
      const isDefinition = this.definitionOf.has(value);
      const declared: Expression | null = type === null || isDefinition ? null : ["instance", type];
      bindPattern(
        this,
        place,
        scope,
        pattern,
        declared !== null && assigned !== null ? ["first", [declared, assigned]] : (declared ?? assigned),
        isDefinition ? tree.start(declarator) : tree.end(declarator),
      );
    }
  }

  /** Walks a value that gets a name: functions, classes and the functions of an object literal become definitions. */
  #readNamedValue(value: SyntaxNode, name: string, outer: SyntaxNode, place: ScriptPlace): void {
    this.descend(() => this.#readDescended(value, name, outer, place));
  }

  #readDescended(value: SyntaxNode, name: string, outer: SyntaxNode, place: ScriptPlace): void {
    const { tree } = this;
    const type = tree.type(value);
    if (name !== "" && FUNCTION_TYPES.has(type))
      readNamedFunction(this, value, { name, outer, traits: [] }, place);
    else if (name !== "" && type === "class") readClass(this, value, name, outer, place);
    else if (name !== "" && type === "object")
      this.#readObject(value, { ...place, namePrefix: `${place.namePrefix}${name}.` }, true);
    else if (name !== "" && /^(?:as|satisfies|parenthesized)_expression$/.test(type))
      this.#readNamedValue(tree.firstChild(value), name, outer, place);
    else this.visit(value, place);
  }

  #readObject(
    node: SyntaxNode,
    place: ScriptPlace,
    isNamed = place.namePrefix === "default." || place.namePrefix === "exports.",
  ): void {
    const { tree } = this;
    for (const child of tree.children(node)) {
      const type = tree.type(child);
      const name = isNamed ? propertyName(this, tree.firstChild(child)) : "";
      if (type === "method_definition") {
        if (name === "") readAnonymousFunction(this, child, place, null);
        else readNamedFunction(this, child, { name, outer: child, traits: [] }, place);
      } else if (type === "pair") {
        const value = tree.lastChild(child);
        if (name === "") this.visit(value, { ...place, namePrefix: "" });
        else this.#readNamedValue(value, name, child, place);
      } else if (type !== "shorthand_property_identifier") this.visit(child, { ...place, namePrefix: "" });
    }
  }

  #readAssigned(node: SyntaxNode, place: ScriptPlace): void {
    const { tree } = this;
    const left = tree.firstChild(node);
    const right = tree.lastChild(node);
    const object = tree.textOf(tree.type(left) === "member_expression" ? tree.firstChild(left) : left);
    if (tree.type(left) === "member_expression" && place.owner === FILE_ITSELF) {
      const name = tree.textOf(tree.lastChild(left));
      if (tree.textOf(left) === "module.exports")
        if (tree.type(right) === "object")
          this.#readObject(right, { ...place, namePrefix: "exports." }, true);
        else
          this.#readNamedValue(
            right,
            tree.textOf(tree.childOfType(right, "identifier")) || "exports",
            node,
            place,
          );
      else if (object === "exports" || object === "module.exports")
        this.#readNamedValue(right, name, node, place);
      else this.visitChildren(node, place);
    } else this.visitChildren(node, place);
    readAssignment(this, node, place);
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
    const inside = this.#block(place);
    const values = toExpression(this, container, place);
    const isOf = /\bof\s*$/.test(tree.text.slice(tree.end(target), tree.start(container)));
    bindBlockName(this, inside, target, values === null || !isOf ? null : ["item", values]);
    for (const part of rest) this.visit(part, inside);
  }
}
