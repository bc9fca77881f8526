import type { Expression } from "../../facts/expression.js";
import type { BoundValue } from "../../facts/file-facts.js";
import type { Site, Value } from "../evaluate/value.js";
import type { AskedTree } from "../queries/asked-tree.js";
import type { TreeNumbers } from "../queries/tree-numbers.js";

/** Longest text of one expression. */
const MAX_TEXT = 80;

/** An expression of the facts, about as it is written in most languages. */
export function describeExpression(expression: Expression): string {
  const text = textOf(expression, 0);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function textOf(expression: Expression, depth: number): string {
  if (depth > MAX_TEXT) return "…";
  const inner = (part: Expression): string => textOf(part, depth + 1);
  const all = (parts: readonly Expression[], separator: string): string => parts.map(inner).join(separator);
  switch (expression[0]) {
    case "name":
      return expression[1];
    case "member":
      return `${inner(expression[1])}.${expression[2]}`;
    case "call":
      return `${inner(expression[1])}()`;
    case "new":
      return `new ${inner(expression[1])}()`;
    case "instance":
      return `a value of type ${inner(expression[1])}`;
    case "generic":
      return `${inner(expression[1])}<${all(expression[2], ", ")}>`;
    case "union":
      return expression[1].length === 0 ? "what can't be told" : `one of (${all(expression[1], " | ")})`;
    case "firstKnown":
      return `the first known of (${all(expression[1], ", ")})`;
    case "defaulted":
      return expression[1] === null
        ? inner(expression[2])
        : `${inner(expression[1])} or ${inner(expression[2])}`;
    case "functions":
      return `functions of ${inner(expression[1])}`;
    case "method":
      return `${inner(expression[1])}.${expression[2]} with ${expression[3]} arguments`;
    case "at":
      return `${inner(expression[1])}[${expression[2] ?? "…"}]`;
    case "placed":
      return `member ${expression[2] + 1} of ${inner(expression[1])}`;
    case "slice":
      return `${inner(expression[1])}[:]`;
    case "entered":
      return `what ${inner(expression[1])} is entered as`;
    case "narrowed":
      return `${inner(expression[1])} as ${expression[3] === "not" ? "no " : ""}${inner(expression[2])}`;
    case "guarded":
      return `what ${inner(expression[1])} says`;
    case "operation":
      return `${expression[1]} of ${all(
        expression[2].filter((part) => part !== null),
        ", ",
      )}`;
    case "operated":
      return `${inner(expression[1])} by ${expression[2]}`;
    case "dict":
      return `{${expression[1].map(([key]) => key || "…").join(", ")}}`;
    case "class of":
      return `the class of ${inner(expression[1])}`;
    case "item":
      return `an element of ${inner(expression[1])}`;
    case "destructured":
      return `part ${expression[2] + 1} of ${expression[3]} of ${inner(expression[1])}`;
    case "list":
      return `[${all(expression[1], ", ")}]`;
    case "object":
      return `{${expression[1].map(([key]) => key).join(", ")}}`;
    case "parameter":
      return `what is passed as ${expression[3]}`;
    case "self":
      return "this object";
    case "own":
      return "this class";
    case "super":
    case "super own":
      return "super";
    case "wrapped":
      return inner(expression[1]);
    case "definition":
      return "a definition in place";
    case "taken":
      return `what ${inner(expression[1])} takes as argument ${expression[2] + 1}`;
    case "type":
      return `type ${inner(expression[1])}`;
    case "typed":
      return `the type of ${inner(expression[1])}`;
    case "callable":
      return "something that can be called";
    case "constructor":
      return `a class of ${inner(expression[1])}`;
    case "variable":
      return `type variable ${expression[1]}`;
    case "alias":
      return inner(expression[2]);
    case "linked":
      return `what defines ${expression[1]}`;
    case "associated":
      return describeExpression(expression[1]);
    case "overloads":
      return `${all(expression[1], " | ")} and what is included as ${expression[2]}`;
    case "literal":
      return "a literal";
    case "module":
      return `module ${expression[1]}`;
  }
}

/** Why a name means something. */
export function describeBinding(value: BoundValue): string {
  switch (value[0]) {
    case "definition":
      return "a definition";
    case "value":
      return describeExpression(value[1]);
    case "import":
      return value[2] === null ? `import of ${value[1]}` : `import of ${value[2]} from ${value[1]}`;
    case "unknown":
      return "something that can't be told";
  }
}

/** A value as ids of the graph and words. */
export function describeValue(value: Value, numbers: TreeNumbers): string {
  switch (value.kind) {
    case "function":
    case "class":
      return `${value.kind} ${numbers.symbolId(value.symbol)}`;
    case "instance":
      return `object of ${numbers.symbolId(value.symbol)}${value.isExact ? "" : " or of a class below"}`;
    case "bases":
      return `bases of ${numbers.symbolId(value.symbol)}`;
    case "module":
      return `module ${numbers.pathOf(value.unit)}`;
    case "package":
      return `package ${value.key.replace("\n", " ")}`;
    case "folder":
      return `folder ${value.path}`;
    case "object":
      return "object literal";
    case "container":
      return `container of ${describeValues(value.items, numbers)}`;
    case "callable":
      return "something that can be called";
    case "variable":
      return `type variable ${value.name}`;
    case "alias":
      return "another name of a type";
    case "container method":
      return "method of a container";
    case "literal":
      return "literal";
    case "external":
      return "outside the tree";
  }
}

/** Several values; nothing where nothing can be told. */
export function describeValues(values: readonly Value[], numbers: TreeNumbers): string {
  return values.length === 0
    ? "nothing that can be told"
    : values.map((value) => describeValue(value, numbers)).join(" or ");
}

/** Where an expression stands: the definition around it, by its id, or the file. */
export function describeSite({ unit, scope }: Site, tree: AskedTree): string {
  const owner = tree.file(unit).facts.scopes[scope]?.owner ?? -1;
  return owner < 0 ? tree.numbers.pathOf(unit) : tree.numbers.symbolId(tree.numbers.symbolOf(unit, owner));
}
