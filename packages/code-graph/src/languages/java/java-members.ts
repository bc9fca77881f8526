import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { readLambda } from "./java-bindings.js";
import type { JavaWalker, OpenClass } from "./java-context.js";
import { instanceOf } from "./java-expressions.js";
import { declareMethod, isMethod, readMethodBody } from "./java-methods.js";
import { membersOf, TYPE_DECLARATIONS } from "./java-nodes.js";
import { memberOf } from "./java-overloads.js";
import { rangesOf } from "./java-text.js";
import { toType } from "./java-types.js";

/** Binds the fields and methods of a class, without looking into them. */
export function declareMembers(walker: JavaWalker, open: OpenClass): void {
  const { tree, facts } = walker;
  const scope = facts.definitions[open.definition]?.scope ?? 0;
  const bindField = (name: string, type: Expression | null): void => {
    facts.bind(scope, name, 0, scope, type === null ? ["unknown"] : ["value", ["instance", type]]);
  };
  if (tree.type(open.node) === "record_declaration") declareComponents(walker, open, scope, bindField);
  if (tree.type(open.node) === "enum_declaration") {
    const self: Expression = ["instance", ["own", open.definition]];
    bindResult(walker, scope, memberOf("values", 0), ["list", [self]]);
    bindResult(walker, scope, memberOf("valueOf", 1), self);
  }
  for (const member of membersOf(walker, open.body)) {
    const type = tree.type(member);
    if (isMethod(type)) declareMethod(walker, member, open);
    else if (type === "enum_constant")
      bindField(tree.textOf(tree.childOfType(member, "identifier")), ["own", open.definition]);
    else if (type === "field_declaration" || type === "constant_declaration") {
      const typeNode = tree
        .children(member)
        .find((part) => tree.type(part) !== "modifiers" && tree.type(part) !== "variable_declarator");
      const fieldType = toType(walker, typeNode ?? NO_NODE, scope);
      for (const declarator of tree.children(member)) {
        if (tree.type(declarator) !== "variable_declarator") continue;
        const isArray = tree.childOfType(declarator, "dimensions") !== NO_NODE && fieldType !== null;
        bindField(
          tree.textOf(tree.childOfType(declarator, "identifier")),
          isArray ? ["list", [fieldType]] : fieldType,
        );
      }
    }
  }
}

/** Looks into the fields, methods and initialisers of a class. */
export function readMembers(walker: JavaWalker, open: OpenClass): void {
  const { tree, facts } = walker;
  const scope = facts.definitions[open.definition]?.scope ?? 0;
  const context = { owner: open.definition, scope };
  for (const member of membersOf(walker, open.body)) {
    const type = tree.type(member);
    if (isMethod(type)) readMethodBody(walker, member, open);
    else if (type === "block" || type === "static_initializer") {
      const inside = facts.addScope("function", scope, open.definition);
      walker.visitChildren(member, { ...context, scope: inside });
    } else if (type === "field_declaration" || type === "constant_declaration") {
      for (const declarator of tree.children(member)) {
        const value = tree.lastChild(declarator);
        const hasValue =
          tree.type(declarator) === "variable_declarator" && value !== tree.firstChild(declarator);
        if (!hasValue) continue;
        if (tree.type(value) === "lambda_expression") readFieldLambda(walker, member, declarator, open);
        else walker.visit(value, context);
      }
    } else if (!TYPE_DECLARATIONS.has(type) && type !== "annotation_type_element_declaration")
      walker.visit(member, context);
  }
}

/** A function that a field holds: it has the field's name, and what it calls is its own. */
function readFieldLambda(
  walker: JavaWalker,
  field: SyntaxNode,
  declarator: SyntaxNode,
  open: OpenClass,
): void {
  const { tree, facts } = walker;
  const lambda = tree.lastChild(declarator);
  const isAlone =
    tree.children(field).filter((part) => tree.type(part) === "variable_declarator").length === 1;
  const classScope = facts.definitions[open.definition]?.scope ?? 0;
  const scope = facts.addScope("function", classScope, facts.definitions.length);
  const definition = facts.addDefinition({
    ...rangesOf(tree, isAlone ? field : declarator, tree.lastChild(lambda)),
    kind: "function",
    name: tree.textOf(tree.childOfType(declarator, "identifier")),
    parent: open.definition,
    scope,
    bases: [],
    returns: [],
    traits: ["property"],
  });
  readLambda(walker, lambda, { owner: definition, scope });
}

/** The fields of a record and what reads them; a method written out stands before the one that comes by itself. */
function declareComponents(
  walker: JavaWalker,
  open: OpenClass,
  scope: number,
  bindField: (name: string, type: Expression | null) => void,
): void {
  const { tree } = walker;
  const written = new Set(
    membersOf(walker, open.body)
      .filter((member) => tree.type(member) === "method_declaration")
      .map((member) => tree.textOf(tree.childOfType(member, "identifier"))),
  );
  for (const parameter of tree.children(tree.childOfType(open.node, "formal_parameters"))) {
    const name = tree.textOf(tree.childOfType(parameter, "identifier"));
    const typeNode = tree.children(parameter).find((part) => tree.type(part) !== "modifiers");
    const type = toType(walker, typeNode ?? NO_NODE, scope);
    bindField(name, type);
    if (!written.has(name)) bindResult(walker, scope, memberOf(name, 0), instanceOf(type) ?? ["literal"]);
  }
}

/**
 * Binds a method that the language makes: nothing to lead to, only a result. What reads an element of a container is such a
 * function.
 */
function bindResult(walker: JavaWalker, scope: number, key: string, result: Expression): void {
  walker.facts.bind(scope, key, 0, scope, ["value", ["member", ["list", [result]], "get"]]);
}
