import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { readClass } from "./ecmascript-classes.js";
import type { ScriptPlace, ScriptReader } from "./ecmascript-context.js";
import { readNamedFunction } from "./ecmascript-functions.js";
import { toType } from "./ecmascript-types.js";

/** `function f() {}` and `declare function f(): T`. */
export function readFunctionDeclaration(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree, facts } = reader;
  const name = tree.textOf(tree.childOfType(node, "identifier"));
  if (name === "") {
    reader.visitChildren(node, place);
    return;
  }
  const isSignature = tree.type(node) === "function_signature";
  // One of several signatures of the function that follows is no function itself.
  if (isSignature && isOverload(reader, node, name)) return;
  const definition = readNamedFunction(
    reader,
    node,
    { name, outer: reader.statementOf(node), traits: isSignature ? ["declaration"] : [] },
    place,
  );
  // Hoisted: known from the start of its block.
  facts.bind(place.scope, name, -1, place.scope, ["definition", definition]);
}

function isOverload(reader: ScriptReader, node: SyntaxNode, name: string): boolean {
  const { tree } = reader;
  const isSame = (candidate: SyntaxNode): boolean =>
    /^function_(?:signature|declaration)$/.test(tree.type(candidate)) &&
    tree.textOf(tree.childOfType(candidate, "identifier")) === name;
  const own = tree.nextSibling(node);
  if (isSame(own)) return true;
  const exported = reader.statementOf(node);
  if (exported === node) return false;
  const next = tree.nextSibling(exported);
  return tree.type(next) === "export_statement" && tree.children(next).some(isSame);
}

/** `class`, `interface` and `enum` as statements. */
export function readClassDeclaration(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const name = reader.tree.textOf(reader.tree.childOfType(node, "identifier", "type_identifier"));
  if (name === "") {
    reader.visitChildren(node, place);
    return;
  }
  const at = reader.tree.type(node) === "interface_declaration" ? -1 : reader.tree.end(node);
  const definition = readClass(reader, node, name, reader.statementOf(node), place);
  reader.facts.bind(place.scope, name, at, place.scope, ["definition", definition]);
}

/** `type A = …`. */
export function readAlias(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree, facts } = reader;
  const name = tree.textOf(tree.firstChild(node));
  const type = toType(tree, tree.lastChild(node));
  // A value of the same name says more about calls than the type does.
  if (Object.hasOwn(facts.scopes[place.scope]?.names ?? {}, name)) return;
  facts.bind(place.scope, name, -1, place.scope, boundValue(type === null ? null : ["instance", type]));
}

/** `namespace N { … }`: an object of what is declared in it. */
export function readNamespace(reader: ScriptReader, node: SyntaxNode, place: ScriptPlace): void {
  const { tree, facts } = reader;
  const name = tree.textOf(tree.firstChild(node));
  const inside = { ...reader.block(place), namePrefix: `${place.namePrefix}${name}.` };
  reader.visitChildren(tree.lastChild(node), inside);
  const entries = Object.keys(facts.scopes[inside.scope]?.names ?? {}).map(
    (member): readonly [string, Expression] => [member, ["name", member]],
  );
  facts.bind(place.scope, name, tree.end(node), inside.scope, ["value", ["object", entries]]);
}
