import { sourceLayers } from "../extractive/source/blank-out.js";
import type { CompletionRequest } from "../request/completion-request.js";
import type { NodeFacts } from "../request/node-facts.js";

/** Statements, joined by `; `, that need no explanation: nothing, a stub, a bare call of the base, one field given or set. */
const PLAIN_BODY =
  /^(?:|pass|\.\.\.|return|return (?:None|null|undefined|true|false|True|False|this|self)|super\(\)\.__init__\(\)|super\(\)|(?:raise NotImplementedError|throw new UnsupportedOperationException)(?:\(\))?|return (?:self|this)\.[#_$\w]+|(?:self|this)\.[#_$\w]+ = [\w$]+)$/u;

/**
 * Whether a model could only repeat, or invent: a text, a file that defines nothing and runs nothing, a function whose body is a stub or
 * hands one field over. Where its author wrote of it, the words are kept by rule.
 */
export function isSelfEvident({ node, children, cycle }: CompletionRequest): boolean {
  if (node.isText === true) return true;
  if (children.length > 0 || cycle !== null) return false;
  if (node.label === "FILE") return isPlainFile(node);
  return node.label === "FUNCTION" && isPlainFunction(node);
}

/** Nothing but comments, imports and what is exported of others. */
function isPlainFile({ source, language, docstring }: NodeFacts): boolean {
  const code = sourceLayers(withoutText(source, docstring), language).codeOnly;
  return (
    code
      .replaceAll(/^\s*(?:import|export)\b[^;]*?\bfrom\s*["'][^\n]*$/gmu, "")
      .replaceAll(/^\s*(?:import\s*["'][^\n]*|export\s*\{\s*\};?|["']use strict["'];?)\s*$/gmu, "")
      .replaceAll(/^\s*from\s+[\w.]+\s+import\s+(?:\([^)]*\)|[^\n]*)$/gmu, "")
      .replaceAll(/^\s*import\s+[\w., ]+$/gmu, "")
      .replaceAll(/^\s*__all__\s*(?:\+?=|:)[^\n[(]*(?:\[[^\]]*\]|\([^)]*\))/gmu, "")
      .replaceAll(/^\s*(?:package\s+[\w.]+;?|import\s+(?:static\s+)?[\w.*]+;)\s*$/gmu, "")
      .trim() === ""
  );
}

function isPlainFunction({ source, language, docstring }: NodeFacts): boolean {
  const { codeOnly } = sourceLayers(withoutText(source, docstring), language);
  const body = language === "python" ? pythonBody(codeOnly) : bracedBody(codeOnly);
  if (body === null) return false;
  const statements = body
    .split(/[;\n]/u)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "" && !/^(?:""|'')$/u.test(statement));
  return PLAIN_BODY.test(statements.join("; "));
}

/** Behind the colon that ends the head: the first one outside of brackets. */
function pythonBody(code: string): string | null {
  let depth = 0;
  for (const match of code.matchAll(/[([{]|[)\]}]|:/gu)) {
    if (match[0] !== ":") depth += "([{".includes(match[0]) ? 1 : -1;
    else if (depth === 0) return code.slice(match.index + 1);
  }
  return null;
}

/** Between the last pair of braces that holds all of the rest. */
function bracedBody(code: string): string | null {
  const end = code.trimEnd();
  if (!end.endsWith("}")) return null;
  let depth = 0;
  for (let index = end.length - 1; index >= 0; index--) {
    if (end.charAt(index) === "}") depth++;
    else if (end.charAt(index) === "{" && --depth === 0) return end.slice(index + 1, -1);
  }
  return null;
}

/** Without the docstring, which is a statement in Python. */
function withoutText(source: string, docstring: string | null): string {
  if (docstring === null) return source;
  return source.replace(/^([^"']*)("""|''')[\s\S]*?\2/u, "$1");
}
