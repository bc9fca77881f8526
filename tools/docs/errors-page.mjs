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
      for (const code of codesOf(statement)) {
        const meaning = commentOf(statement);
        if (meaning === "")
          problems.push(`${path}: ${statement.name.text} has no comment that says what it means`);
        found.push({
          code,
          className: statement.name.text,
          meaning,
          retryable: valueOf(statement, "retryable")?.getText() === "true" ? "yes" : "no",
          advice: literalText(valueOf(statement, "advice")),
        });
      }
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

/** The literals that `code:` is given in the class; a class that takes its code from whoever makes it has none. */
function codesOf(node) {
  const value = valueOf(node, "code");
  if (value === undefined) return [];
  const codes = [...value.getText().matchAll(/"([A-Z][A-Z0-9_]+)"/g)].map((match) => match[1]);
  return [...new Set(codes)];
}

/** @returns {ts.Expression | undefined} */
function valueOf(node, name) {
  /** @type {ts.Expression | undefined} */
  let found;
  const visit = (child) => {
    if (found === undefined && ts.isPropertyAssignment(child) && child.name.getText() === name)
      found = child.initializer;
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
    .replace(/,? code `"[A-Z0-9_]+"`/, "")
    .trim();
}

function cell(text) {
  return text.replace(/\|/g, "\\|").replace(/\{@link (\w+)[^}]*\}/g, "`$1`");
}
