// Functions that a person has a name for, as TypeScript's own parser finds them.
import ts from "typescript";

/** What a value may stand in and still have the name of what is around it. */
const TRANSPARENT = new Set([
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.SatisfiesExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.ConditionalExpression,
]);
const CHOICES = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** `{ name, line }` of each function with a body and a name, lines from 1. */
export function functionsOf(path, text) {
  const kind = /\.tsx$/.test(path)
    ? ts.ScriptKind.TSX
    : /\.[cm]?ts$/.test(path)
      ? ts.ScriptKind.TS
      : ts.ScriptKind.JSX;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const name = nameOf(node);
      const { line } = file.getLineAndCharacterOfPosition((node.name ?? node).getStart(file));
      if (name) found.push({ name, line: line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The name of a function with or without a body; `null` for a callback. */
export function nameOf(node) {
  if (ts.isConstructorDeclaration(node)) return isNamedClass(node.parent) ? "constructor" : null;
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? "default";
  if (ts.isMethodSignature(node)) return textOf(node.name);
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) {
    if (ts.isObjectLiteralExpression(node.parent)) return memberName(node);
    return isNamedClass(node.parent) ? textOf(node.name) : null;
  }
  const isValue = ts.isFunctionExpression(node) || ts.isArrowFunction(node);
  return isValue ? (ownName(node) ?? givenName(node)) : null;
}

/** A function expression with a name that a function returns. */
function ownName(node) {
  return ts.isReturnStatement(around(node).parent) ? (node.name?.text ?? null) : null;
}

/** The name that a value gets by where it stands; callbacks get none. */
function givenName(node) {
  const { parent, value } = around(node);
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name.text : null;
  if (ts.isPropertyDeclaration(parent)) return isNamedClass(parent.parent) ? textOf(parent.name) : null;
  if (ts.isPropertyAssignment(parent)) return memberName(parent);
  if (ts.isExportAssignment(parent)) return parent.isExportEquals ? "exports" : "default";
  if (isAssignment(parent) && parent.right === value) {
    const name = assignedName(parent.left);
    // People know what a module is by the name that it gives itself.
    return name === "exports" ? (node.name?.text ?? name) : name;
  }
  return null;
}

/** The name of an object's member; those of a descriptor (`get`, `set`, `value`) have that of the property, where it is written. */
function memberName(member) {
  const object = member.parent;
  const call = object.parent;
  if (ts.isCallExpression(call) && /\.defineProperty$/.test(call.expression.getText()))
    return ts.isStringLiteralLike(call.arguments[1]) ? call.arguments[1].text : null;
  if (
    ts.isPropertyAssignment(call) &&
    ts.isCallExpression(call.parent.parent) &&
    /\.(?:defineProperties|create)$/.test(call.parent.parent.expression.getText())
  )
    return textOf(call.name);
  return isNamedObject(object) ? textOf(member.name) : null;
}

/** A value with all around it that is only another way of writing it. */
function around(node) {
  let value = node;
  let { parent } = node;
  while (
    TRANSPARENT.has(parent.kind) ||
    (ts.isBinaryExpression(parent) && CHOICES.has(parent.operatorToken.kind))
  ) {
    value = parent;
    parent = parent.parent;
  }
  return { parent, value };
}

function isAssignment(node) {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function assignedName(left) {
  if (ts.isIdentifier(left)) return left.text;
  if (ts.isPropertyAccessExpression(left)) return left.name.text;
  return ts.isElementAccessExpression(left) && ts.isStringLiteralLike(left.argumentExpression)
    ? left.argumentExpression.text
    : null;
}

/** A property's name as people write it; `null` for a computed one. */
function textOf(name) {
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : null;
  return name.text;
}

function isNamedClass(node) {
  return node.name !== undefined || givenName(node) !== null;
}

/** An object that a variable, a member, a result, an export or an argument is. */
function isNamedObject(node) {
  if (givenName(node) !== null) return true;
  const { parent } = around(node);
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && isPath(parent.expression))
  );
}

function isPath(node) {
  return ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression));
}
