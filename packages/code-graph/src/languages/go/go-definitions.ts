import type { Expression } from "../../facts/expression.js";
import { FILE_ITSELF } from "../../facts/file-facts.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { bindName } from "../shared/bind-name.js";
import type { WalkContext } from "../shared/file-walker.js";
import { acceptedTypes } from "../shared/mentions.js";
import type { GoWalker } from "./go-context.js";
import { localName, rangesOf } from "./go-text.js";
import { instanceOf, shapeOf, toResult, toType, typesOf } from "./go-types.js";

/** The parts of a function's head. */
interface Head {
  readonly parameters: SyntaxNode;
  /** {@link NO_NODE} for none. */
  readonly result: SyntaxNode;
  readonly body: SyntaxNode;
}

/** `func f(…)` and `func (t T) m(…)`. */
export function readFunction(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const { tree, facts } = walker;
  const isMethod = tree.type(node) === "method_declaration";
  const receiver = isMethod ? tree.firstChild(node) : NO_NODE;
  const name = tree.textOf(tree.childOfType(node, "identifier", "field_identifier"));
  const head = headOf(walker, isMethod ? tree.nextSibling(receiver) : tree.firstChild(node));
  const receiverType = tree.lastChild(tree.firstChild(receiver));
  const typeName = isMethod ? nameOfReceiver(walker, receiverType) : "";
  const parent = walker.types.get(typeName) ?? FILE_ITSELF;
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const ownNames = receiverParameters(walker, receiverType);
  const typeVariables = bindTypeParameters(walker, tree.childOfType(node, "type_parameter_list"), scope);
  const typeParameters = [...ownNames, ...typeVariables];
  for (const [index, parameter] of ownNames.entries()) {
    const bound: Expression = ["typed", ["member", ["instance", ["name", typeName]], constraintKey(index)]];
    facts.bind(scope, parameter, 0, scope, ["value", ["variable", parameter, bound]]);
  }
  const result = instanceOf(toResult(tree, head.result));
  const definition = facts.addDefinition(
    {
      ...rangesOf(tree, node, node, head.body),
      kind: "function",
      name,
      parent,
      scope,
      bases: [],
      returns: result === null ? [] : [result],
      traits: [],
      shape: shapeOf(tree, head.parameters, head.result, new Set(typeParameters)),
      ...(ownNames.length === 0 ? {} : { typeParameters: ownNames }),
      ...(typeVariables.length === 0 ? {} : { typeVariables }),
      ...acceptedBy(walker, head.parameters, new Set(typeParameters)),
    },
    parent === FILE_ITSELF && typeName !== "" ? `${typeName}.${name}` : name,
  );
  const inside = { owner: definition, scope };
  if (isMethod) {
    const of: Expression = ["name", typeName];
    facts.outOfLineMembers.push({
      of,
      name,
      value: ["definition", definition],
      scope: 0,
      at: tree.start(node),
    });
    bindParameters(walker, receiver, inside);
  } else if (name !== "init" && name !== "_")
    // Nothing can refer to `init`; the program's start runs it.
    facts.bind(0, name, 0, 0, ["definition", definition]);
  bindParameters(walker, head.parameters, inside);
  bindParameters(walker, head.result, inside);
  walker.visitChildren(head.body, inside);
}

/** A method of an interface: a signature that others give a body. */
export function readInterfaceMethod(walker: GoWalker, node: SyntaxNode, owner: number, scope: number): void {
  const { tree, facts } = walker;
  const nameNode = tree.firstChild(node);
  const name = tree.textOf(nameNode);
  const { parameters, result } = headOf(walker, nameNode);
  const type = instanceOf(toResult(tree, result));
  const typeParameters = Object.keys(facts.scopes[facts.scopes[scope]?.parent ?? -1]?.names ?? {});
  const definition = facts.addDefinition({
    ...rangesOf(tree, node, node, NO_NODE),
    kind: "function",
    name,
    parent: owner,
    scope: facts.addScope("function", scope, facts.definitions.length),
    bases: [],
    returns: type === null ? [] : [type],
    traits: ["declaration"],
    shape: shapeOf(tree, parameters, result, new Set(typeParameters)),
  });
  facts.bind(scope, name, tree.end(node), scope, ["definition", definition]);
}

/** A function literal that a variable is declared with. `outer` is the declaration. */
export function readNamedLiteral(
  walker: GoWalker,
  node: SyntaxNode,
  name: string,
  outer: SyntaxNode,
  context: WalkContext,
): void {
  const { tree, facts } = walker;
  const head = headOf(walker, tree.firstChild(node));
  const result = instanceOf(toResult(tree, head.result));
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const definition = facts.addDefinition({
    ...rangesOf(tree, outer, outer, head.body),
    kind: "function",
    name,
    parent: context.owner,
    scope,
    bases: [],
    returns: result === null ? [] : [result],
    traits: [],
  });
  walker.definitionOf.set(node, definition);
  readBody(walker, head, { owner: definition, scope });
}

/** A function that a field of a variable is set to: it has their names, and what it calls is its own. */
function readFieldLiteral(walker: GoWalker, node: SyntaxNode, field: string, context: WalkContext): void {
  const { tree, facts } = walker;
  const head = headOf(walker, tree.firstChild(node));
  const scope = facts.addScope("function", context.scope, facts.definitions.length);
  const definition = facts.addDefinition(
    {
      ...rangesOf(tree, node, node, head.body),
      kind: "function",
      name: field.slice(field.lastIndexOf(".") + 1),
      parent: context.owner,
      scope,
      bases: [],
      returns: [],
      traits: ["property"],
    },
    field,
  );
  walker.definitionOf.set(node, definition);
  readBody(walker, head, { owner: definition, scope });
}

/** A function literal without a name: its calls belong to the function around it. */
export function readAnonymousFunction(walker: GoWalker, node: SyntaxNode, context: WalkContext): void {
  const field = walker.fieldNames.get(node);
  if (field !== undefined) {
    readFieldLiteral(walker, node, field, context);
    return;
  }
  const scope = walker.facts.addScope("function", context.scope, context.owner);
  readBody(walker, headOf(walker, walker.tree.firstChild(node)), { owner: context.owner, scope });
}

/** Name under which a type keeps the constraint of a type parameter, for methods that call it by another name; no identifier. */
export function constraintKey(index: number): string {
  return `constraint ${index}`;
}

/** Binds type parameters, each to its constraint where that is one named type, and gives their names. */
export function bindTypeParameters(walker: GoWalker, list: SyntaxNode, scope: number): string[] {
  const { tree, facts } = walker;
  const found: string[] = [];
  for (const declaration of tree.children(list)) {
    const constraint = toType(tree, tree.childOfType(declaration, "type_constraint"));
    const isOpen =
      constraint === null || (constraint[0] === "name" && /^(?:any|comparable)$/.test(constraint[1]));
    for (const name of tree.children(declaration)) {
      if (tree.type(name) !== "identifier") continue;
      found.push(tree.textOf(name));
      const variable: Expression = ["variable", tree.textOf(name), isOpen ? null : constraint];
      facts.bind(scope, tree.textOf(name), 0, scope, ["value", variable]);
    }
  }
  return found;
}

/** Types of the parameters that say what type parameters stand for. */
function acceptedBy(
  { tree }: GoWalker,
  parameters: SyntaxNode,
  names: ReadonlySet<string>,
): { readonly accepts?: readonly (Expression | null)[] } {
  const accepts = acceptedTypes(
    typesOf(tree, parameters).map((type) => toType(tree, type)),
    names,
  );
  return accepts === undefined ? {} : { accepts };
}

function readBody(walker: GoWalker, head: Head, inside: WalkContext): void {
  bindParameters(walker, head.parameters, inside);
  bindParameters(walker, head.result, inside);
  walker.visitChildren(head.body, inside);
}

function bindParameters(walker: GoWalker, list: SyntaxNode, context: WalkContext): void {
  const { tree } = walker;
  if (tree.type(list) !== "parameter_list") return;
  for (const declaration of tree.children(list)) {
    const typeNode = tree.lastChild(declaration);
    const type = toType(tree, typeNode);
    const isVariadic = tree.type(declaration) === "variadic_parameter_declaration";
    const value = type !== null && isVariadic ? instanceOf(["list", [type]]) : instanceOf(type);
    for (const name of tree.children(declaration))
      if (name !== typeNode && tree.type(name) === "identifier")
        bindName(walker, context, localName(tree, name), value, tree.start(list));
  }
}

/** The parameters, the result and the body among `first` and what follows it. */
function headOf({ tree }: GoWalker, first: SyntaxNode): Head {
  let parameters = NO_NODE;
  let result = NO_NODE;
  let body = NO_NODE;
  for (let part = first; part !== NO_NODE; part = tree.nextSibling(part)) {
    const type = tree.type(part);
    if (type === "block") body = part;
    else if (parameters !== NO_NODE) result = part;
    else if (type === "parameter_list") parameters = part;
  }
  return { parameters, result, body };
}

/** `T` of `*T`, `T[K]`. */
function nameOfReceiver({ tree }: GoWalker, type: SyntaxNode): string {
  let node = type;
  while (node !== NO_NODE && tree.type(node) !== "type_identifier") node = tree.firstChild(node);
  return tree.textOf(node);
}

/** `K` of `T[K]`. */
function receiverParameters({ tree }: GoWalker, type: SyntaxNode): string[] {
  let node = type;
  while (node !== NO_NODE && tree.type(node) !== "generic_type") node = tree.firstChild(node);
  const args = tree.children(tree.childOfType(node, "type_arguments"));
  return args.map((argument) => tree.textOf(argument));
}
