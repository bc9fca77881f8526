import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import type { JavaWalker, OpenClass } from "./java-context.js";
import { expectAs, usedAs } from "./java-expected.js";
import { instanceOf } from "./java-expressions.js";
import { readLambda } from "./java-lambdas.js";
import { declareMethod, isMethod, readMethodBody } from "./java-methods.js";
import { membersOf, TYPE_DECLARATIONS } from "./java-nodes.js";
import { FUNCTION_METHOD, memberOf } from "./java-overloads.js";
import { componentKey } from "./java-patterns.js";
import { rangesOf } from "./java-text.js";
import { toType } from "./java-types.js";
import { ROOT_MEMBERS } from "./library/java-library.js";

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
  const abstracts: number[] = [];
  for (const member of membersOf(walker, open.body)) {
    const type = tree.type(member);
    if (isMethod(type)) {
      const method = declareMethod(walker, member, open);
      const { traits = [], memberName = "" } = facts.definitions[method] ?? {};
      if (traits.includes("declaration") && !ROOT_MEMBERS.has(memberName)) abstracts.push(method);
    } else if (type === "enum_constant")
      bindField(tree.textOf(tree.childOfType(member, "identifier")), ["own", open.definition]);
    else if (type === "field_declaration" || type === "constant_declaration") {
      const fieldType = toType(walker, typeOfField(walker, member), scope);
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
  const [only] = abstracts;
  if (abstracts.length === 1 && only !== undefined && tree.type(open.node) === "interface_declaration")
    facts.bind(scope, FUNCTION_METHOD, only, scope, ["definition", only]);
}

function typeOfField({ tree }: JavaWalker, field: SyntaxNode): SyntaxNode {
  const isType = (part: SyntaxNode): boolean => !/^(?:modifiers|variable_declarator)$/.test(tree.type(part));
  return tree.children(field).find(isType) ?? NO_NODE;
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
  expectAs(walker, lambda, usedAs(instanceOf(toType(walker, typeOfField(walker, field), classScope))));
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
  const parameters = tree.children(tree.childOfType(open.node, "formal_parameters"));
  for (const [index, parameter] of parameters.entries()) {
    const name = tree.textOf(tree.childOfType(parameter, "identifier"));
    const typeNode = tree.children(parameter).find((part) => tree.type(part) !== "modifiers");
    const type = toType(walker, typeNode ?? NO_NODE, scope);
    bindField(name, type);
    bindField(componentKey(index), type);
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
