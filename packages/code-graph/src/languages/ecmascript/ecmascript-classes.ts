import type { Expression } from "../../facts/expression.js";
import type { Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import type { ScriptPlace, ScriptReader } from "./ecmascript-context.js";
import { propertyName, toExpression } from "./ecmascript-expression.js";
import { bindTypeParameters, FUNCTION_TYPES, readNamedFunction } from "./ecmascript-functions.js";
import { lastLine, readCommentAbove, readSignature } from "./ecmascript-text.js";
import { toType } from "./ecmascript-types.js";

/** Adds a class, interface or enum as a definition, with its members; gives its index. */
export function readClass(
  reader: ScriptReader,
  node: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  place: ScriptPlace,
): number {
  const { tree, facts } = reader;
  const body = tree.childOfType(node, "class_body", "interface_body", "object_type", "enum_body");
  const start = tree.start(outer);
  const end = tree.end(outer);
  const bodyStart = body === NO_NODE ? end : tree.start(body);
  const isInterface = tree.type(node) === "interface_declaration";
  // Type parameters are seen by the members but are no members themselves.
  const around = facts.addScope("block", place.scope, facts.definitions.length);
  bindTypeParameters(reader, node, { ...place, scope: around });
  const scope = facts.addScope("class", around, facts.definitions.length);
  const definition = facts.addDefinition(
    {
      kind: "class",
      name,
      parent: place.owner,
      scope,
      start,
      end,
      startLine: tree.startLine(outer),
      endLine: lastLine(tree.text, tree.startLine(outer), start, end),
      bodyStart,
      bodyEnd: body === NO_NODE ? end : tree.end(body),
      signature: readSignature(tree.text, start, bodyStart),
      docstring: readCommentAbove(tree.text, start),
      bases: basesOf(reader, node, place),
      returns: [],
      traits: isInterface ? ["interface"] : [],
    },
    place.namePrefix + name,
  );
  reader.definitionOf.set(node, definition);
  const inside = {
    ...place,
    owner: definition,
    scope,
    superClass: definition,
    namePrefix: "",
  };
  for (const child of [...tree.children(outer), ...(outer === node ? [] : tree.children(node))])
    if (tree.type(child) === "decorator") reader.visit(child, { ...place, owner: definition });
  // `extends mixin(Base)` runs when the class is made.
  reader.visitChildren(tree.childOfType(node, "class_heritage"), { ...place, owner: definition });
  let decorators: SyntaxNode[] = [];
  for (const member of tree.children(body)) {
    if (tree.type(member) === "decorator") decorators.push(member);
    else {
      const ahead = decorators;
      reader.descend(() => readMember(reader, member, ahead, definition, inside));
      decorators = [];
    }
  }
  return definition;
}

function basesOf(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): Expression[] {
  const { tree } = reader;
  const bases: Expression[] = [];
  const heritage = tree.childOfType(node, "class_heritage");
  for (const clause of [...tree.children(heritage), ...tree.children(node)]) {
    const type = tree.type(clause);
    if (type === "extends_clause") {
      const base = toExpression(reader, tree.firstChild(clause), place);
      if (base !== null) bases.push(base);
    } else if (type === "implements_clause" || type === "extends_type_clause")
      for (const child of tree.children(clause)) {
        const base = toType(tree, child);
        if (base !== null) bases.push(base);
      }
    else if (heritage !== NO_NODE && tree.children(heritage).includes(clause)) {
      const base = toExpression(reader, clause, place);
      if (base !== null) bases.push(base);
    }
  }
  return bases;
}

function readMember(
  reader: ScriptReader,
  member: SyntaxNode,
  decorators: readonly SyntaxNode[],
  definition: number,
  place: ScriptPlace,
): void {
  const { tree, facts } = reader;
  const nameNode = tree.childOfType(
    member,
    "property_identifier",
    "private_property_identifier",
    "string",
    "number",
  );
  const name = propertyName(reader, nameNode);
  const head = tree.text.slice(
    tree.start(member),
    nameNode === NO_NODE ? tree.start(member) : tree.start(nameNode),
  );
  const isStatic = /\bstatic\b/.test(head);
  const thisValue: Expression = [isStatic ? "own" : "self", definition];
  const bind = (value: Expression | null): void => {
    facts.bind(place.scope, name, tree.end(member), place.scope, boundValue(value));
  };
  const define = (node: SyntaxNode, traits: Trait[]): void => {
    const index = readNamedFunction(reader, node, { name, outer: member, traits, thisValue }, place);
    const isSetter = /\bset\s+$/.test(head);
    if (!isSetter) facts.bind(place.scope, name, tree.end(member), place.scope, ["definition", index]);
    for (const decorator of [...decorators, ...tree.children(member)])
      if (tree.type(decorator) === "decorator") reader.visit(decorator, { ...place, owner: index });
  };
  switch (tree.type(member)) {
    case "method_definition":
      if (name === "") reader.visitChildren(member, { ...place, thisValue });
      else
        define(member, [
          ...(isStatic ? (["static"] as const) : []),
          ...(/\bget\s+$/.test(head) ? (["property"] as const) : []),
        ]);
      break;
    case "abstract_method_signature":
      if (name !== "") define(member, ["declaration"]);
      break;
    case "method_signature":
      // In a class these are overloads of the method that follows; in an interface the first stands for all.
      if (Object.hasOwn(facts.scopes[place.scope]?.names ?? {}, name)) break;
      if (name !== "" && facts.definitions[definition]?.traits.includes("interface"))
        define(member, ["declaration"]);
      break;
    case "public_field_definition":
    case "field_definition":
    case "property_signature": {
      const value = valueOf(reader, member, nameNode);
      const inside = { ...place, thisValue };
      if (name !== "" && FUNCTION_TYPES.has(tree.type(value))) {
        define(value, isStatic ? ["static"] : []);
        break;
      }
      reader.visit(value, inside);
      for (const decorator of [...decorators, ...tree.children(member)])
        if (tree.type(decorator) === "decorator") reader.visit(decorator, place);
      const type = toType(tree, tree.childOfType(member, "type_annotation"));
      const assigned = toExpression(reader, value, inside);
      const declared: Expression | null = type === null ? null : ["instance", type];
      bind(declared !== null && assigned !== null ? ["first", [declared, assigned]] : (declared ?? assigned));
      break;
    }
    case "class_static_block":
      reader.visitChildren(member, { ...place, thisValue: ["own", definition] });
      break;
    default:
      if (tree.type(member) === "enum_assignment") reader.visit(tree.lastChild(member), place);
  }
}

function valueOf(reader: ScriptReader, member: SyntaxNode, nameNode: SyntaxNode): SyntaxNode {
  const { tree } = reader;
  const last = tree.lastChild(member);
  return last === nameNode || tree.type(last) === "type_annotation" || tree.type(last) === "decorator"
    ? NO_NODE
    : last;
}
