import type { Expression } from "../../facts/expression.js";
import { NO_NODE, type SyntaxNode } from "../../parse/syntax-tree.js";
import { boundValue } from "../shared/bind-name.js";
import { noteAccess } from "../shared/member-access.js";
import type { ScriptContext, ScriptWalker } from "./ecmascript-context.js";
import { toExpression } from "./ecmascript-expressions.js";
import { setVariable } from "./ecmascript-object-writes.js";
import { propertyName } from "./ecmascript-property-names.js";
import { positional, toType } from "./ecmascript-types.js";

/** In place of a scope: names of a pattern are set where they are bound already. */
export const WHERE_BOUND = -1;

/** Binds the names of a declaration's or parameter's pattern in `scope`. */
export function bindPattern(
  walker: ScriptWalker,
  context: ScriptContext,
  scope: number,
  pattern: SyntaxNode,
  value: Expression | null,
  at: number,
): void {
  const { tree, facts } = walker;
  switch (tree.type(pattern)) {
    case "identifier":
    case "shorthand_property_identifier_pattern": {
      const name = tree.textOf(pattern);
      if (scope === WHERE_BOUND) setVariable(walker, context, name, value, at);
      else facts.bind(scope, name, at, context.scope, boundValue(value));
      break;
    }
    case "object_pattern":
      for (const child of tree.children(pattern)) bindProperty(walker, context, scope, child, value, at);
      break;
    case "array_pattern": {
      let index = 0;
      let end = tree.start(pattern);
      for (const child of tree.children(pattern)) {
        // Places may be left out: `[, second]`.
        index += tree.text.slice(end, tree.start(child)).split(",").length - 1;
        end = tree.end(child);
        bindPattern(walker, context, scope, child, partAt(value, index, tree.type(child)), at);
      }
      break;
    }
    case "assignment_pattern": {
      const target = tree.firstChild(pattern);
      const fallback = tree.lastChild(pattern);
      readDefault(walker, fallback, target, context);
      bindPattern(walker, context, scope, target, defaulted(walker, value, fallback, context, false), at);
      break;
    }
    case "rest_pattern":
      bindPattern(walker, context, scope, tree.firstChild(pattern), value, at);
      break;
    default:
      break;
  }
}

/** What one name of an array pattern gets. */
function partAt(value: Expression | null, index: number, type: string): Expression | null {
  if (value === null) return null;
  if (type === "rest_pattern") return ["slice", value];
  if (value[0] === "list") return value[1][index] ?? null;
  // What has no places gives its elements.
  const part: Expression[] = [
    ["at", value, index],
    ["item", value],
  ];
  return ["firstKnown", part, "literals"];
}

function bindProperty(
  walker: ScriptWalker,
  context: ScriptContext,
  scope: number,
  child: SyntaxNode,
  value: Expression | null,
  at: number,
): void {
  const { tree } = walker;
  const type = tree.type(child);
  const inner = tree.firstChild(child);
  const member = (name: string): Expression | null => {
    const read: Expression | null = value === null || name === "" ? null : ["member", value, name];
    noteAccess(walker, child, context, "get", read);
    return read;
  };
  if (type === "shorthand_property_identifier_pattern")
    bindPattern(walker, context, scope, child, member(tree.textOf(child)), at);
  else if (type === "pair_pattern")
    bindPattern(walker, context, scope, tree.lastChild(child), member(propertyName(walker, inner)), at);
  else if (type === "object_assignment_pattern") {
    const fallback = tree.lastChild(child);
    readDefault(walker, fallback, inner, context);
    const value = defaulted(walker, member(tree.textOf(inner)), fallback, context, false);
    bindPattern(walker, context, scope, inner, value, at);
  } else if (type === "rest_pattern") bindPattern(walker, context, scope, inner, value, at);
}

/** Walks what a name gets where nothing else is given; functions in it have its name. */
function readDefault(
  walker: ScriptWalker,
  fallback: SyntaxNode,
  target: SyntaxNode,
  context: ScriptContext,
): void {
  const name = walker.tree.type(target).endsWith("pattern") ? "" : walker.tree.textOf(target);
  const isObject = name !== "" && walker.tree.type(fallback) === "object";
  if (isObject) walker.namedObject(fallback, `${name}.`, { ...context, objectValue: ["name", name] });
  else walker.visit(fallback, context);
}

/** What a name holds that has a default. @param saysType - whether the default says of which type all is that it may hold. */
function defaulted(
  walker: ScriptWalker,
  value: Expression | null,
  fallback: SyntaxNode,
  context: ScriptContext,
  saysType: boolean,
): Expression | null {
  const given = toExpression(walker, fallback, context);
  if (given === null || given[0] === "literal") return value;
  return saysType ? ["defaulted", value, given, "typed"] : ["defaulted", value, given];
}

/** What the file's own calls pass to a function that has a name, where no type says what it is. */
function passedTo(
  { tree, facts }: ScriptWalker,
  { owner, scope }: ScriptContext,
  parameter: SyntaxNode,
  pattern: SyntaxNode,
  index: number,
): Expression | null {
  if (facts.definitions[owner]?.scope !== scope || tree.childOfType(parameter, "type_annotation") !== NO_NODE)
    return null;
  if (tree.type(pattern) === "rest_pattern") return null;
  return [
    "parameter",
    owner,
    index,
    tree.textOf(tree.type(pattern) === "assignment_pattern" ? tree.firstChild(pattern) : pattern),
    null,
  ];
}

/** What is known of a function's parameters besides its own text. */
export interface ParameterHints {
  /** What its caller passes, where the caller is known. */
  readonly given: readonly (Expression | null)[];
  /** What it is used as. */
  readonly expected: Expression | null;
}

/** What is passed to a parameter that has no type. */
function hinted(
  { given, expected }: ParameterHints,
  index: number,
  passed: Expression | null,
): Expression | null {
  const known: Expression[] = [];
  if (expected !== null) known.push(["taken", expected, index]);
  const first = given[index] ?? null;
  if (first !== null) known.push(first);
  else if (passed !== null) known.push(passed);
  const [only = null] = known;
  return known.length > 1 ? ["firstKnown", known] : only;
}

/** Binds the parameters of a function. */
export function bindParameters(
  walker: ScriptWalker,
  context: ScriptContext,
  parameters: SyntaxNode,
  hints: ParameterHints,
): void {
  const { tree, facts } = walker;
  const at = tree.start(parameters);
  if (tree.type(parameters) === "identifier") {
    const value = hinted(hints, 0, passedTo(walker, context, parameters, parameters, 0));
    bindPattern(walker, context, context.scope, parameters, value, at);
    return;
  }
  positional(tree, parameters).forEach((parameter, index) => {
    const isTyped =
      tree.type(parameter) === "required_parameter" || tree.type(parameter) === "optional_parameter";
    const parts = isTyped ? tree.children(parameter) : [parameter];
    const pattern =
      parts.find(
        (part) => /identifier|pattern|this/.test(tree.type(part)) && !/modifier/.test(tree.type(part)),
      ) ?? NO_NODE;
    const type = isTyped ? toType(tree, tree.childOfType(parameter, "type_annotation")) : null;
    const isRest = tree.type(pattern) === "rest_pattern";
    const passed = passedTo(walker, context, parameter, pattern, index);
    for (const part of parts) if (tree.type(part) === "decorator") walker.visit(part, context);
    const target = isRest ? tree.firstChild(pattern) : pattern;
    const last = parts.at(-1) ?? NO_NODE;
    const hasDefault = isTyped && last !== pattern && tree.type(last) !== "type_annotation";
    if (hasDefault) readDefault(walker, last, target, context);
    const known: Expression | null =
      type !== null ? ["instance", type] : isRest ? passed : hinted(hints, index, passed);
    const value = hasDefault && type === null ? defaulted(walker, known, last, context, true) : known;
    bindPattern(walker, context, context.scope, target, value, at);
    const isProperty =
      parts.some(
        (part) => tree.type(part) === "accessibility_modifier" || tree.type(part) === "override_modifier",
      ) || /^\s*readonly\b/.test(tree.textOf(parameter));
    if (isProperty && value !== null && context.thisValue?.[0] === "self")
      facts.attributes.push({
        definition: context.thisValue[1],
        name: tree.textOf(target),
        value,
        scope: context.scope,
        at,
      });
  });
}
