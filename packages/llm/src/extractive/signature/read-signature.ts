import { cParameter, cResult } from "./c-signature.js";
import { goParameters, goResult } from "./go-signature.js";
import { javaParameter, javaResult } from "./java-signature.js";
import { pythonParameter, pythonResult } from "./python-signature.js";
import { endOfBracket, indexOutside, splitOutside } from "./scan-brackets.js";
import { scriptParameter, scriptResult } from "./script-signature.js";
import type { Parameter, SignatureParts } from "./signature-parts.js";

/** Of a signature, in characters; what is longer is a table. */
const MAX_SIGNATURE = 4_000;

/** How a language writes its parameters and results. */
interface SignatureDialect {
  readonly parameters: (list: readonly string[]) => readonly Parameter[];
  /** Of what stands before the parameters and of what comes after them. */
  readonly result: (before: string, after: string, name: string) => string;
}

const each =
  (read: (text: string) => Parameter | null) =>
  (list: readonly string[]): Parameter[] =>
    list.map(read).filter((parameter) => parameter !== null);

const PYTHON: SignatureDialect = { parameters: each(pythonParameter), result: pythonResult };
const SCRIPT: SignatureDialect = { parameters: each(scriptParameter), result: scriptResult };
const C: SignatureDialect = { parameters: each(cParameter), result: cResult };
const DIALECTS: Readonly<Record<string, SignatureDialect>> = {
  python: PYTHON,
  typescript: SCRIPT,
  tsx: SCRIPT,
  javascript: SCRIPT,
  go: { parameters: goParameters, result: goResult },
  java: { parameters: each(javaParameter), result: javaResult },
  c: C,
  cpp: C,
};

/** Takes the signature of a function apart; `null` where the language is not known or it is no function's. */
export function readSignature(
  signature: string | null,
  name: string,
  language: string | null,
): SignatureParts | null {
  const dialect = DIALECTS[language ?? ""];
  if (signature === null || dialect === undefined || signature.length > MAX_SIGNATURE) return null;
  const start = startOfParameters(signature, name);
  if (start === -1) return null;
  const end = endOfBracket(signature, start);
  if (end === -1) return null;
  const before = signature.slice(0, start);
  return {
    parameters: dialect.parameters(splitOutside(signature.slice(start + 1, end - 1), ",")),
    returns: dialect.result(before, signature.slice(end), name),
    isAsync: /\basync\b/u.test(before),
  };
}

/** The parenthesis behind the name and its type parameters, or, of a function that is a value, behind `=`. */
function startOfParameters(signature: string, name: string): number {
  const at = nameAt(signature, name);
  if (at === -1) return -1;
  const isParenthesis = (index: number): boolean => signature.charAt(index) === "(";
  const equals = indexOutside(signature, (index) => "=(".includes(signature.charAt(index)), at);
  return indexOutside(signature, isParenthesis, equals === -1 ? at : equals);
}

/** Behind the name where it stands as a word with parameters or a value after it; not within Go's receiver. */
function nameAt(signature: string, name: string): number {
  let from = /^func\s*\(/u.test(signature) ? Math.max(0, endOfBracket(signature, signature.indexOf("("))) : 0;
  for (;;) {
    const at = signature.indexOf(name, from);
    if (at === -1) return -1;
    const isWord =
      !/[\w$]/u.test(signature.charAt(at - 1)) && !/[\w$]/u.test(signature.charAt(at + name.length));
    if (isWord) return at + name.length;
    from = at + 1;
  }
}
