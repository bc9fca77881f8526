import type { Expression } from "../../facts/expression.js";
import { NO_NODE } from "../../parse/syntax-tree.js";
import type { JavaReader, OpenClass } from "./java-context.js";
import { instanceOf } from "./java-expression.js";
import { declareMethod, isMethod, readMethodBody } from "./java-methods.js";
import { membersOf, TYPE_DECLARATIONS } from "./java-nodes.js";
import { toType } from "./java-types.js";

/** Binds the fields and methods of a class, without looking into them. */
export function declareMembers(reader: JavaReader, open: OpenClass): void {
  const { tree, facts } = reader;
  const scope = facts.definitions[open.definition]?.scope ?? 0;
  const bindField = (name: string, type: Expression | null): void => {
    facts.bind(scope, name, 0, scope, type === null ? ["unknown"] : ["value", ["instance", type]]);
  };
  if (tree.type(open.node) === "record_declaration") declareComponents(reader, open, scope, bindField);
  if (tree.type(open.node) === "enum_declaration") {
    const self: Expression = ["instance", ["own", open.definition]];
    bindResult(reader, scope, "values/0", ["list", [self]]);
    bindResult(reader, scope, "valueOf/1", self);
  }
  for (const member of membersOf(reader, open.body)) {
    const type = tree.type(member);
    if (isMethod(type)) declareMethod(reader, member, open);
    else if (type === "enum_constant")
      bindField(tree.textOf(tree.childOfType(member, "identifier")), ["own", open.definition]);
    else if (type === "field_declaration" || type === "constant_declaration") {
      const typeNode = tree
        .children(member)
        .find((part) => tree.type(part) !== "modifiers" && tree.type(part) !== "variable_declarator");
      const fieldType = toType(reader, typeNode ?? NO_NODE, scope);
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
export function readMembers(reader: JavaReader, open: OpenClass): void {
  const { tree, facts } = reader;
  const scope = facts.definitions[open.definition]?.scope ?? 0;
  const place = { owner: open.definition, scope };
  for (const member of membersOf(reader, open.body)) {
    const type = tree.type(member);
    if (isMethod(type)) readMethodBody(reader, member, open);
    else if (type === "block" || type === "static_initializer") {
      const inside = facts.addScope("function", scope, open.definition);
      reader.visitChildren(member, { ...place, scope: inside });
    } else if (type === "field_declaration" || type === "constant_declaration") {
      for (const declarator of tree.children(member)) {
        const value = tree.lastChild(declarator);
        const hasValue =
          tree.type(declarator) === "variable_declarator" && value !== tree.firstChild(declarator);
        if (hasValue) reader.visit(value, place);
      }
    } else if (!TYPE_DECLARATIONS.has(type) && type !== "annotation_type_element_declaration")
      reader.visit(member, place);
  }
}

/** The fields of a record and what reads them; a method written out stands before the one that comes by itself. */
function declareComponents(
  reader: JavaReader,
  open: OpenClass,
  scope: number,
  bindField: (name: string, type: Expression | null) => void,
): void {
  const { tree } = reader;
  const written = new Set(
    membersOf(reader, open.body)
      .filter((member) => tree.type(member) === "method_declaration")
      .map((member) => tree.textOf(tree.childOfType(member, "identifier"))),
  );
  for (const parameter of tree.children(tree.childOfType(open.node, "formal_parameters"))) {
    const name = tree.textOf(tree.childOfType(parameter, "identifier"));
    const typeNode = tree.children(parameter).find((part) => tree.type(part) !== "modifiers");
    const type = toType(reader, typeNode ?? NO_NODE, scope);
    bindField(name, type);
    if (!written.has(name)) bindResult(reader, scope, `${name}/0`, instanceOf(type) ?? ["literal"]);
  }
}

/**
 * Binds a method that the language makes: nothing to lead to, only a result. What reads an element of a container is such a
 * function.
 */
function bindResult(reader: JavaReader, scope: number, key: string, result: Expression): void {
  reader.facts.bind(scope, key, 0, scope, ["value", ["member", ["list", [result]], "get"]]);
}
