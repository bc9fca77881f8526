import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/**
 * All errors of the packages: what `code` their class passes on, what the class's comment says, whether the same call may be
 * made again, and the advice that comes with it.
 *
 * @returns {{ text: string, problems: string[] }}
 */
export function errorsPage(root) {
  const problems = [];
  const lines = [
    "# Errors",
    "",
    "Every error that crosses a package's boundary is a `StemmaError`: decide by `code`, never by `instanceof`. `retryable` says",
    "whether the same call may succeed when it is simply made again. (Made by `tools/docs`.)",
  ];
  for (const name of readdirSync(join(root, "packages")).sort()) {
    const errors = errorsOf(join(root, "packages", name, "src"), problems);
    if (errors.length === 0) continue;
    lines.push(
      "",
      `## @stemma/${name}`,
      "",
      "| code | class | what it means | again | advice |",
      "| --- | --- | --- | --- | --- |",
    );
    for (const { code, className, meaning, retryable, advice } of errors)
      lines.push(`| \`${code}\` | ${className} | ${cell(meaning)} | ${retryable} | ${cell(advice)} |`);
  }
  return { text: `${lines.join("\n")}\n`, problems };
}

function errorsOf(folder, problems) {
  const found = [];
  for (const path of sourcesBelow(folder)) {
    const text = readFileSync(path, "utf8");
    if (!/extends \w*Error\b/.test(text)) continue;
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isClassDeclaration(statement) || statement.name === undefined || !isExported(statement))
        continue;
      const className = statement.name.text;
      const meaning = commentOf(statement);
      const codes = codesOf(statement, source);
      if (meaning === "" && codes.length > 0)
        problems.push(`${path}: ${className} has no comment that says what it means`);
      found.push(...codes.map((code) => ({ className, meaning, ...code })));
    }
  }
  return found.sort((one, other) => (one.code < other.code ? -1 : 1));
}

function* sourcesBelow(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesBelow(path);
    else if (/\.ts$/.test(entry.name) && !/\.(test|fixture)\.ts$/.test(entry.name)) yield path;
  }
}

function isExported(node) {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}

/**
 * The literals that `code:` is given in the class, or that the type allows which it is declared with, each with what stands beside it;
 * a class that takes any code from whoever makes it has none.
 */
function codesOf(node, source) {
  const found = new Map();
  const assignments = assignmentsOf(node, "code");
  for (const assignment of assignments) {
    const literals = literalsIn(valueOf(assignment));
    const codes =
      literals.length > 0 ? literals.map((code) => ({ code })) : codesOfParameter(node, assignment, source);
    // Of several ways to make one, each says its own.
    const beside = (name) => {
      const [first] = assignmentsOf(assignments.length === 1 ? node : assignment.parent, name);
      return first && valueOf(first);
    };
    const said = {
      retryable: beside("retryable")?.getText() === "true" ? "yes" : "no",
      advice: literalText(beside("advice")),
    };
    for (const code of codes) if (!found.has(code.code)) found.set(code.code, { ...said, ...code });
  }
  return [...found.values()];
}

/** @returns {string[]} */
function literalsIn(node) {
  return [...node.getText().matchAll(/"([A-Z][A-Z0-9_]+)"/g)].map((match) => match[1]);
}

/** Of `code: FooErrorCode` in a constructor: what `type FooErrorCode = "A" | "B"` of the same file allows, as its comment explains each. */
function codesOfParameter(node, assignment, source) {
  const name = valueOf(assignment).getText();
  const types = [];
  const visit = (child) => {
    if ((ts.isParameter(child) || ts.isPropertySignature(child)) && child.name.getText() === name)
      types.push(child.type?.getText());
    ts.forEachChild(child, visit);
  };
  visit(node);
  return source.statements
    .filter((statement) => ts.isTypeAliasDeclaration(statement) && types.includes(statement.name.text))
    .flatMap((alias) => literalsIn(alias.type).map((code) => ({ code, ...explained(code, alias) })));
}

/** From the line of a list that begins with the code. */
function explained(code, alias) {
  const [comment] = ts.getJSDocCommentsAndTags(alias);
  const [, meaning] =
    new RegExp(`\\* - \`${code}\`: ([^\n]+(?:\n \\*   [^\n]+)*)`).exec(comment?.getText() ?? "") ?? [];
  if (meaning === undefined) return {};
  const isRetryable = meaning.endsWith(" (retryable)");
  const text = meaning.replace(/\n \*\s+/g, " ").replace(/ \(retryable\)$/, "");
  return {
    meaning: `${text[0]?.toUpperCase()}${text.slice(1)}.`,
    ...(isRetryable ? { retryable: "yes" } : {}),
  };
}

/** Of `{ code }` the name itself. */
function valueOf(assignment) {
  return ts.isPropertyAssignment(assignment) ? assignment.initializer : assignment.name;
}

/** @returns {(ts.PropertyAssignment | ts.ShorthandPropertyAssignment)[]} all of this name below a node, in the order of the text. */
function assignmentsOf(node, name) {
  const found = [];
  const visit = (child) => {
    const isOne = ts.isPropertyAssignment(child) || ts.isShorthandPropertyAssignment(child);
    if (isOne && child.name.getText() === name) found.push(child);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function literalText(node) {
  if (node === undefined) return "";
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].map(literalText).filter(Boolean).join(" / ");
  if (ts.isBinaryExpression(node)) return literalText(node.left) + literalText(node.right);
  return "";
}

function commentOf(node) {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  if (comment === undefined) return "";
  const text =
    typeof comment.comment === "string" ? comment.comment : (ts.getTextOfJSDocComment(comment.comment) ?? "");
  // The code has a column of its own.
  return text
    .replace(/\s+/g, " ")
    .replace(/[,:]? code `"[A-Z0-9_]+"`(?:(?:,| or|, or) `"[A-Z0-9_]+"`)*/, "")
    .trim();
}

function cell(text) {
  return text.replace(/\|/g, "\\|").replace(/\{@link (\w+)[^}]*\}/g, "`$1`");
}
