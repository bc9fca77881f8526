import type { Expression } from "../../facts/expression.js";
import { accessorKey, FILE_ITSELF, type Trait } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { definitionRanges } from "../shared/definition-ranges.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { expectAs } from "./ecmascript-expected.js";
import { toExpression } from "./ecmascript-expressions.js";
import { bindTypeParameters, FUNCTION_TYPES, readNamedFunction } from "./ecmascript-functions.js";
import { staticMember } from "./ecmascript-library.js";
import { ACCESSOR_TRAITS } from "./ecmascript-objects.js";
import { accessorOf, propertyName } from "./ecmascript-property-names.js";
import { noteSignature } from "./ecmascript-signatures.js";
import { readCommentAbove, readSignature } from "./ecmascript-text.js";
import { CALLED, callable, INDEXED, indexedType, toType, typeArguments } from "./ecmascript-types.js";

/** Adds a class, interface or enum as a definition, with its members; gives its index. */
export function readClass(
  walker: ScriptWalker,
  node: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: ScriptContext,
): number {
  const { tree, facts } = walker;
  const body = tree.childOfType(node, "class_body", "interface_body", "object_type", "enum_body");
  const ranges = definitionRanges(tree, outer, body);
  const isInterface = tree.type(node) === "interface_declaration";
  // Type parameters are seen by the members but are no members themselves.
  const around = facts.addScope("block", context.scope, facts.definitions.length);
  const typeParameters = bindTypeParameters(walker, node, { ...context, scope: around });
  const scope = facts.addScope("class", around, facts.definitions.length);
  const definition = facts.addDefinition(
    {
      kind: "class",
      name,
      parent: context.owner,
      scope,
      ...ranges,
      signature: readSignature(tree.text, ranges.start, ranges.bodyStart),
      docstring: readCommentAbove(tree.text, ranges.start),
      bases: basesOf(walker, node, context),
      returns: [],
      traits: isInterface ? ["interface"] : tree.type(node) === "enum_declaration" ? ["enumeration"] : [],
      ...(typeParameters.length === 0 ? {} : { typeParameters }),
    },
    context.namePrefix + name,
  );
  walker.definitionOf.set(node, definition);
  const inside = {
    ...context,
    owner: definition,
    scope,
    superClass: definition,
    namePrefix: "",
    objectValue: null,
  };
  // Inside a class expression its own name means itself.
  const ownName =
    tree.type(node) === "class" ? tree.textOf(tree.childOfType(node, "identifier", "type_identifier")) : "";
  facts.bind(around, ownName, -1, around, ["definition", definition]);
  for (const child of [...tree.children(outer), ...(outer === node ? [] : tree.children(node))])
    if (tree.type(child) === "decorator") walker.visit(child, { ...context, owner: definition });
  // `extends mixin(Base)` runs when the class is made.
  walker.visitChildren(tree.childOfType(node, "class_heritage"), { ...context, owner: definition });
  let decorators: SyntaxNode[] = [];
  for (const member of tree.children(body)) {
    if (tree.type(member) === "decorator") decorators.push(member);
    else {
      const ahead = decorators;
      walker.descend(() => readMember(walker, member, ahead, definition, inside));
      decorators = [];
    }
  }
  hideBehindSetters(walker, scope);
  if (isInterface) mergeIntoFirst(walker, name, definition, context.scope);
  return definition;
}

/** Where a class has a setter alone, reading gives nothing, whatever its bases have. */
function hideBehindSetters({ facts }: ScriptWalker, scope: number): void {
  const names = facts.scopes[scope]?.names ?? {};
  for (const name of Object.keys(names)) {
    const hidden = name.startsWith(SETTER) ? name.slice(SETTER.length) : "";
    if (hidden !== "" && !Object.hasOwn(names, hidden))
      facts.bind(scope, hidden, names[name]?.[0]?.at ?? 0, scope, ["value", ["literal"]]);
  }
}

const SETTER = accessorKey("set", "");

/** Interfaces of one name are one: the first has the members of the others, too. */
function mergeIntoFirst({ facts }: ScriptWalker, name: string, definition: number, around: number): void {
  const names = facts.scopes[around]?.names ?? {};
  const first = (Object.hasOwn(names, name) ? (names[name] ?? []) : []).find(
    ({ value }) => value[0] === "definition",
  );
  if (first?.value[0] !== "definition") return;
  const members = facts.scopes[facts.definitions[definition]?.scope ?? -1]?.names ?? {};
  for (const [member, bindings] of Object.entries(members))
    for (const { value, at } of bindings)
      if (value[0] === "definition" || value[0] === "value")
        facts.attributes.push({
          definition: first.value[1],
          name: member,
          value: value[0] === "definition" ? ["definition", value[1]] : value[1],
          scope: facts.definitions[definition]?.scope ?? around,
          at,
        });
}

function basesOf(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): Expression[] {
  const { tree } = walker;
  const bases: Expression[] = [];
  const heritage = tree.childOfType(node, "class_heritage");
  for (const clause of [...tree.children(heritage), ...tree.children(node)]) {
    const type = tree.type(clause);
    if (type === "extends_clause") {
      const base = toExpression(walker, tree.firstChild(clause), context);
      const args = typeArguments(tree, tree.childOfType(clause, "type_arguments"));
      if (base !== null) bases.push(args === null ? base : ["generic", base, args]);
    } else if (type === "implements_clause" || type === "extends_type_clause")
      for (const child of tree.children(clause)) {
        const base = toType(tree, child);
        if (base !== null) bases.push(namedType(base));
      }
    else if (heritage !== NO_NODE && tree.children(heritage).includes(clause)) {
      const base = toExpression(walker, clause, context);
      if (base !== null) bases.push(base);
    }
  }
  return bases;
}

/** A type by its name, with its arguments as they are. */
function namedType(type: Expression): Expression {
  return type[0] === "generic" ? ["generic", ["type", type[1]], type[2]] : ["type", type];
}

function readMember(
  walker: ScriptWalker,
  member: SyntaxNode,
  decorators: readonly SyntaxNode[],
  definition: number,
  context: ScriptContext,
): void {
  const { tree, facts } = walker;
  const nameNode = tree.childOfType(
    member,
    "property_identifier",
    "private_property_identifier",
    "string",
    "number",
    "computed_property_name",
  );
  const name = propertyName(walker, nameNode);
  const head = tree.text.slice(
    tree.start(member),
    nameNode === NO_NODE ? tree.start(member) : tree.start(nameNode),
  );
  const isStatic = /\bstatic\b/.test(head);
  const accessor = tree.type(member) === "method_definition" ? accessorOf(head) : null;
  const isPrivate = name.startsWith("#") || /\bprivate\b/.test(head);
  const thisValue: Expression = [isStatic ? "own" : "self", definition];
  const fieldName = isStatic ? staticMember(name) : name;
  const memberName = accessor === "set" ? accessorKey("set", fieldName) : fieldName;
  const bind = (value: Expression | null): void => {
    facts.bind(context.scope, memberName, tree.end(member), context.scope, boundValue(value));
  };
  const define = (node: SyntaxNode, traits: Trait[]): void => {
    const index = readNamedFunction(
      walker,
      node,
      {
        name,
        outer: member,
        traits: isPrivate ? [...traits, "final"] : traits,
        thisValue,
        ...(memberName === name ? {} : { memberName }),
      },
      context,
    );
    facts.bind(context.scope, memberName, tree.end(member), context.scope, ["definition", index]);
    for (const decorator of [...decorators, ...tree.children(member)])
      if (tree.type(decorator) === "decorator") walker.visit(decorator, { ...context, owner: index });
  };
  switch (tree.type(member)) {
    case "method_definition":
      if (name === "") walker.visitChildren(member, { ...context, thisValue });
      else
        define(member, [
          ...(isStatic ? (["static"] as const) : []),
          ...(accessor === null ? [] : [ACCESSOR_TRAITS[accessor]]),
        ]);
      break;
    case "abstract_method_signature":
      if (name !== "") define(member, ["declaration"]);
      break;
    case "method_signature":
      // In a class these are overloads of the method that follows; in an interface the first stands for all.
      if (name !== "") noteSignature(walker, member, context.scope, name);
      if (Object.hasOwn(facts.scopes[context.scope]?.names ?? {}, name)) break;
      if (name !== "" && facts.definitions[definition]?.traits.includes("interface"))
        define(member, ["declaration"]);
      break;
    case "public_field_definition":
    case "field_definition":
    case "property_signature": {
      const value = valueOf(walker, member, nameNode);
      const inside = { ...context, thisValue };
      const type = toType(tree, tree.childOfType(member, "type_annotation"));
      if (type !== null) expectAs(walker, value, ["instance", type]);
      if (name !== "" && FUNCTION_TYPES.has(tree.type(value))) {
        define(value, isStatic ? ["static"] : []);
        break;
      }
      // Functions of an object that a field holds are known by its name; what they call `this` is that object.
      const objectValue: Expression = ["member", thisValue, name];
      if (name === "" || value === NO_NODE) walker.visit(value, inside);
      else walker.namedValue(value, name, member, { ...inside, objectValue });
      for (const decorator of [...decorators, ...tree.children(member)])
        if (tree.type(decorator) === "decorator") walker.visit(decorator, context);
      const assigned = toExpression(walker, value, inside);
      const declared: Expression | null = type === null ? null : ["instance", type];
      bind(
        declared !== null && assigned !== null
          ? ["firstKnown", [declared, assigned]]
          : (declared ?? assigned),
      );
      break;
    }
    case "call_signature": {
      const result = toType(tree, tree.childOfType(member, "type_annotation"));
      const called: Expression = ["instance", callable(tree, member, result)];
      facts.bind(context.scope, CALLED, tree.end(member), context.scope, ["value", called]);
      break;
    }
    case "index_signature": {
      const listed = indexedType(tree, member);
      if (listed !== null)
        facts.bind(context.scope, INDEXED, tree.end(member), context.scope, ["value", ["instance", listed]]);
      break;
    }
    case "class_static_block":
      walker.visitChildren(member, { ...context, thisValue: ["own", definition] });
      break;
    default:
      // What an enum's values are made of runs where the enum stands.
      if (tree.type(member) === "enum_assignment")
        walker.visit(tree.lastChild(member), {
          ...context,
          owner: facts.definitions[definition]?.parent ?? FILE_ITSELF,
        });
  }
}

function valueOf(walker: ScriptWalker, member: SyntaxNode, nameNode: SyntaxNode): SyntaxNode {
  const { tree } = walker;
  const last = tree.lastChild(member);
  return last === nameNode || tree.type(last) === "type_annotation" || tree.type(last) === "decorator"
    ? NO_NODE
    : last;
}
