// The TypeScript compiler's own view of which function each call reaches.
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";
import { nameOf } from "./named-functions/typescript-functions.mjs";

/** All TypeScript sources below a folder. */
export function sourcesOf(root) {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => join(root, path));
}

/**
 * Calls `onCall(site, callee, text)` for each call of a function of the tree, and `onAccess` likewise for each member that is
 * read or set by a getter or setter; `site` is `{ path, offset, line }`, `callee` `{ path, line, name }`.
 */
export function forEachCall(root, onCall, onAccess) {
  const program = ts.createProgram(sourcesOf(root), {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.Preserve,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const isInside = (file) => !relative(root, file.fileName).startsWith("..") && !file.isDeclarationFile;
  const tell = (tellOf, node, declaration) => {
    if (!declaration || !isInside(declaration.getSourceFile())) return;
    const callee = describe(root, declaration);
    const file = node.getSourceFile();
    const offset = node.getStart();
    const line = file.getLineAndCharacterOfPosition(offset).line + 1;
    const site = { path: pathOf(root, file), offset, line };
    if (callee) tellOf(site, callee, node.getText().slice(0, 60).replace(/\s+/g, " "));
  };
  const visit = (node) => {
    if (ts.isCallLikeExpression(node)) tell(onCall, node, calledBy(checker, node));
    for (const accessor of accessorsOf(checker, node)) tell(onAccess, node, accessor);
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (isInside(file)) visit(file);
}

/** The function that a call runs: what its signature was declared by, or the value of the variable that has a type of functions. */
function calledBy(checker, node) {
  const declaration = checker.getResolvedSignature(node)?.declaration;
  const signed = declaration && implementationOf(declaration);
  if (!declaration || signed.body) return signed;
  const named = node.expression ?? node.tag ?? node.tagName;
  let symbol =
    named && checker.getSymbolAtLocation(ts.isPropertyAccessExpression(named) ? named.name : named);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return (symbol?.declarations ?? []).map(valueOf).find((value) => value?.body) ?? signed;
}

/** The function that a declaration is, or that the variable is set to. */
function valueOf(declaration) {
  if (ts.isFunctionLike(declaration)) return declaration;
  let value = declaration.initializer;
  while (
    value &&
    (ts.isParenthesizedExpression(value) || ts.isAsExpression(value) || ts.isSatisfiesExpression(value))
  )
    value = value.expression;
  return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

/** Of several signatures the graph knows the one with a body, or else the first. */
function implementationOf(declaration) {
  if (declaration.body || !declaration.symbol) return declaration;
  const all = declaration.symbol.declarations ?? [declaration];
  return (
    all.find((other) => other.body) ?? all.find((other) => other.kind === declaration.kind) ?? declaration
  );
}

/** The getters and setters that reading or setting a member runs. */
function accessorsOf(checker, node) {
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    const type = checker.getTypeAtLocation(node.parent);
    return ts.isIdentifier(name) ? accessors(checker.getPropertyOfType(type, name.text), ["get"]) : [];
  }
  if (!ts.isPropertyAccessExpression(node)) return [];
  return accessors(checker.getSymbolAtLocation(node.name), waysOf(node));
}

/** Whether a member is read, set or both. */
function waysOf(node) {
  const { parent } = node;
  if (ts.isDeleteExpression(parent)) return [];
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator === ts.SyntaxKind.PlusPlusToken ||
      parent.operator === ts.SyntaxKind.MinusMinusToken
      ? ["get", "set"]
      : ["get"];
  if (!ts.isBinaryExpression(parent) || parent.left !== node || !isAssignment(parent.operatorToken.kind))
    return ["get"];
  return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken ? ["set"] : ["get", "set"];
}

function isAssignment(operator) {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

function accessors(symbol, ways) {
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Accessor)) return [];
  return (symbol.declarations ?? []).filter(
    (one) =>
      (ts.isGetAccessor(one) && ways.includes("get")) || (ts.isSetAccessor(one) && ways.includes("set")),
  );
}

function pathOf(root, file) {
  return relative(root, file.fileName).split(sep).join("/");
}

/** Where a function that has a name stands; `null` for others. */
function describe(root, node) {
  const name = nameOf(node);
  if (!name) return null;
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition((node.name ?? node).getStart());
  return { path: pathOf(root, file), line: line + 1, name };
}
