import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode } from "../../parse/syntax-tree.js";
import { noteMember, visitObject } from "./ecmascript-accesses.js";
import { bindPattern, WHERE_BOUND } from "./ecmascript-bindings.js";
import { type ScriptContext, type ScriptWalker, statementOf } from "./ecmascript-context.js";
import { expectAs, lacksTypes } from "./ecmascript-expected.js";
import { exportAssigned, noteExportAlias } from "./ecmascript-exports.js";
import { isBound, toExpression } from "./ecmascript-expressions.js";
import { FUNCTION_TYPES, readNamedFunction } from "./ecmascript-functions.js";
import { staticMember, WHOLE_MODULE } from "./ecmascript-library.js";
import {
  definitionNamed,
  findBound,
  forgetNarrowed,
  setVariable,
  writeIntoObject,
} from "./ecmascript-object-writes.js";
import { readNamedObject } from "./ecmascript-objects.js";
import { assignPrototype } from "./ecmascript-prototypes.js";
import { stringValue } from "./ecmascript-types.js";
import { readNamedValue } from "./ecmascript-values.js";

/** `left = right`, with the definitions that get their names by it. */
export function readAssigned(walker: ScriptWalker, node: SyntaxNode, context: ScriptContext): void {
  const { tree } = walker;
  const left = tree.firstChild(node);
  const right = tree.lastChild(node);
  const plain = { ...context, namePrefix: "", objectValue: null };
  // Of `a = b = …` what is said above the whole is said of each.
  const outer = statementOf(walker, node);
  if (tree.type(right) === "assignment_expression") walker.statements.set(right, outer);
  if (lacksTypes(walker, right)) expectAs(walker, right, toExpression(walker, left, plain));
  if (tree.type(left) === "identifier") assignVariable(walker, outer, left, right, plain);
  else if (/^(?:object|array)_pattern$/.test(tree.type(left))) {
    walker.visit(right, plain);
    const value = toExpression(walker, right, plain);
    bindPattern(walker, plain, WHERE_BOUND, left, value, tree.end(node));
  } else {
    const name = memberName(walker, left);
    if (name === null) walker.visitChildren(node, plain);
    else {
      noteMember(walker, left, plain, "set");
      visitObject(walker, left, plain);
      const object = tree.firstChild(left);
      assignMember(walker, { node: outer, object, name, right }, plain);
      const held = toExpression(walker, object, plain);
      forgetNarrowed(walker, plain, held, name, toExpression(walker, right, plain), tree.end(outer));
    }
  }
}

/** `o.name` and `o["name"]`. */
function memberName({ tree }: ScriptWalker, left: SyntaxNode): string | null {
  if (tree.type(left) === "member_expression") return tree.textOf(tree.lastChild(left));
  return tree.type(left) === "subscript_expression" ? stringValue(tree, tree.lastChild(left)) : null;
}

function assignVariable(
  walker: ScriptWalker,
  node: SyntaxNode,
  left: SyntaxNode,
  right: SyntaxNode,
  context: ScriptContext,
): void {
  const { tree } = walker;
  const name = tree.textOf(left);
  noteExportAlias(walker, name, right);
  readNamedValue(walker, right, name, node, { ...context, objectValue: ["name", name] });
  const value = toExpression(walker, right, context);
  const isSet = setVariable(walker, context, name, value, tree.end(node));
  // `exports = module.exports = …`
  if (!isSet && name === "exports" && tree.type(right) !== "assignment_expression")
    exportAssigned(walker, WHOLE_MODULE, value);
}

interface MemberAssignment {
  /** The assignment, or the whole chain that it ends. */
  readonly node: SyntaxNode;
  readonly object: SyntaxNode;
  readonly name: string;
  readonly right: SyntaxNode;
}

export function assignMember(
  walker: ScriptWalker,
  assignment: MemberAssignment,
  context: ScriptContext,
): void {
  const { tree } = walker;
  const { object, name } = assignment;
  const text = tree.textOf(object);
  const isModule = text === "module" && name === "exports" && !isBound(walker, context.scope, "module");
  if (isModule) assignWholeModule(walker, assignment, context);
  else if (isExports(walker, text, context)) assignExport(walker, assignment, context);
  else if (tree.type(object) === "this") assignToThis(walker, assignment, context);
  else if (name === "prototype") assignPrototype(walker, assignment, context);
  else if (text.endsWith(".prototype") || text.endsWith(".fn"))
    assignToPrototype(walker, assignment, tree.firstChild(object), context);
  else assignToObject(walker, assignment, context);
}

/** `exports`, `module.exports`, and what a variable is that was set together with it (`const api = module.exports = {}`). */
export function isExports(walker: ScriptWalker, text: string, context: ScriptContext): boolean {
  if (text === "exports" || text === "module.exports")
    return !isBound(walker, context.scope, text.replace(/\..*/, ""));
  return walker.exportAliases.has(text) && findBound(walker, context.scope, text)?.scope === 0;
}

function assignExport(
  walker: ScriptWalker,
  { node, object, name, right }: MemberAssignment,
  context: ScriptContext,
): void {
  const { tree } = walker;
  const alias = tree.textOf(object);
  // People know it by the variable, where that has a name that says something.
  const isSpoken = walker.exportAliases.has(alias) && alias.length > 1 && alias !== "exports";
  const objectValue: Expression | null = tree.type(right) === "object" ? null : ["name", alias];
  if (isSpoken) readNamedValue(walker, right, `${alias}.${name}`, node, { ...context, objectValue });
  else readNamedValue(walker, right, name, node, context);
  exportAssigned(walker, name, toExpression(walker, right, context));
}

function assignWholeModule(
  walker: ScriptWalker,
  { node, right }: MemberAssignment,
  context: ScriptContext,
): void {
  const { tree } = walker;
  const type = tree.type(right);
  const ownName = tree.textOf(tree.childOfType(right, "identifier", "type_identifier"));
  if (type === "object") readNamedObject(walker, right, "exports.", context);
  else if (FUNCTION_TYPES.has(type) || type === "class")
    readNamedValue(walker, right, ownName || "exports", node, context);
  else if (type === "call_expression") readNamedValue(walker, right, "exports", node, context);
  else walker.visit(right, { ...context, namePrefix: type === "assignment_expression" ? "" : "exports." });
  exportAssigned(walker, WHOLE_MODULE, toExpression(walker, right, context));
}

/** `this.name = …` in a method or a function that makes objects. */
function assignToThis(walker: ScriptWalker, assignment: MemberAssignment, context: ScriptContext): void {
  const { tree, facts } = walker;
  const { node, name, right } = assignment;
  const self = context.thisValue;
  const isOwn = self?.[0] === "self" || self?.[0] === "own";
  const memberName = self?.[0] === "own" ? staticMember(name) : name;
  readMember(walker, assignment, context, {
    parent: isOwn ? self[1] : context.owner,
    thisValue: self,
    memberName,
  });
  const value = toExpression(walker, right, context);
  if (value !== null && isOwn)
    facts.attributes.push({
      definition: self[1],
      name: memberName,
      value,
      scope: context.scope,
      at: tree.end(node),
    });
}

/** `X.prototype.name = …`, of a class or function of this file or of another. */
function assignToPrototype(
  walker: ScriptWalker,
  assignment: MemberAssignment,
  constructor: SyntaxNode,
  context: ScriptContext,
): void {
  const { tree, facts } = walker;
  const { node, name, right } = assignment;
  const definition = definitionNamed(walker, constructor, context);
  const of = toExpression(walker, constructor, context);
  const self: Expression | null =
    definition !== null ? ["self", definition] : of === null ? null : ["instance", of];
  readMember(walker, assignment, context, {
    localName: `${tree.textOf(constructor)}.${name}`,
    ...parentOf(walker, definition, name, context),
    thisValue: self,
  });
  const value = toExpression(walker, right, { ...context, thisValue: self });
  if (value === null) return;
  const at = tree.end(node);
  if (definition !== null) facts.attributes.push({ definition, name, value, scope: context.scope, at });
  else if (of !== null) facts.outOfLineMembers.push({ of, name, value, scope: context.scope, at });
}

/** `o.name = …`: a member of a function or class, or of an object. */
function assignToObject(walker: ScriptWalker, assignment: MemberAssignment, context: ScriptContext): void {
  const { tree, facts } = walker;
  const { node, object, name, right } = assignment;
  const definition = definitionNamed(walker, object, context);
  const path = tree.textOf(object).replace(/\s+/g, "");
  const value = /^[\w$]+(?:\.[\w$]+){0,3}$/.test(path) ? toExpression(walker, object, context) : null;
  readMember(walker, assignment, context, {
    localName: value === null ? name : `${path}.${name}`,
    ...parentOf(walker, definition, name, context),
    thisValue: definition === null ? value : ["own", definition],
    ...(definition === null ? {} : { memberName: staticMember(name) }),
  });
  const assigned = toExpression(walker, right, context);
  const at = tree.end(node);
  if (definition !== null) {
    if (assigned !== null)
      facts.attributes.push({
        definition,
        name: staticMember(name),
        value: assigned,
        scope: context.scope,
        at,
      });
  } else if (tree.type(object) === "identifier")
    writeIntoObject(walker, context, tree.textOf(object), name, assigned, at);
}

interface Membership {
  readonly parent?: number;
  readonly localName?: string;
  readonly memberName?: string;
  readonly thisValue: Expression | null;
}

/** Reads what a member is set to: a function is known by the name of the member. */
function readMember(
  walker: ScriptWalker,
  { node, name, right }: MemberAssignment,
  context: ScriptContext,
  { thisValue, ...membership }: Membership,
): void {
  const { tree } = walker;
  const type = tree.type(right);
  if (FUNCTION_TYPES.has(type)) {
    const isArrow = type === "arrow_function";
    const head = { name, outer: node, traits: [], ...membership, ...(isArrow ? {} : { thisValue }) };
    walker.descend(() => readNamedFunction(walker, right, head, context));
  } else if (type === "assignment_expression") walker.visit(right, context);
  else {
    const { localName = name } = membership;
    const objectValue: Expression | null = thisValue === null ? null : ["member", thisValue, name];
    readNamedValue(walker, right, localName, node, { ...context, objectValue });
  }
}

/** A member stands below what it belongs to, where that stands beside the assignment. */
export function parentOf(
  { facts }: ScriptWalker,
  definition: number | null,
  name: string,
  { owner }: ScriptContext,
): Pick<Membership, "parent" | "localName"> {
  const isBeside = definition !== null && facts.definitions[definition]?.parent === owner;
  return isBeside ? { parent: definition, localName: name } : {};
}
