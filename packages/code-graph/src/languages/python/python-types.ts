import type { Expression } from "../../facts/expression.js";

const TOKEN = /\s*(?:([\p{L}_][\p{L}\p{N}_]*)|(["'])|([.[\],|])|(\S))/gu;

/**
 * Reads an annotation from its text, also the text within quotes: `"Base"`, `Optional[pkg.Base]`, `A | None`.
 * What is not a type (numbers, calls) counts as unknown.
 */
export function parseAnnotation(text: string): Expression | null {
  const tokens = [...text.matchAll(TOKEN)]
    .map((match) => match[1] ?? match[3] ?? (match[2] ? "" : "?"))
    .filter(Boolean);
  let position = 0;

  function readUnion(depth: number): Expression | null {
    const members: Expression[] = [];
    for (;;) {
      const member = readSingle(depth);
      if (member !== null && !(member[0] === "name" && member[1] === "None")) members.push(member);
      if (tokens[position] !== "|") break;
      position++;
    }
    const [only] = members;
    if (only === undefined) return null;
    return members.length === 1 ? only : ["union", members];
  }

  function readSingle(depth: number): Expression | null {
    const head = tokens[position];
    if (head === undefined || head === "]" || head === "," || depth > 20) return null;
    position++;
    if (head === "[") {
      readArguments(depth);
      return null;
    }
    if (/^[.|?]$/.test(head)) return null;
    let type: Expression = ["name", head];
    while (tokens[position] === "." && tokens[position + 1] !== undefined) {
      type = ["member", type, tokens[position + 1] ?? ""];
      position += 2;
    }
    if (tokens[position] !== "[") return type;
    position++;
    const name = type[0] === "member" ? type[2] : head;
    return name === "Callable" ? readCallable(depth) : ["generic", type, readArguments(depth)];
  }

  /** `[[int, str], Base]`, `[..., Base]`: of what can be called its result is told. */
  function readCallable(depth: number): Expression {
    if (tokens[position] === "[") {
      position++;
      readArguments(depth);
    }
    while (position < tokens.length && tokens[position] !== "," && tokens[position] !== "]") position++;
    if (tokens[position] === ",") position++;
    const result = readUnion(depth + 1);
    while (position < tokens.length && tokens[position] !== "]") position++;
    position++;
    return ["callable", result];
  }

  function readArguments(depth: number): Expression[] {
    const found: Expression[] = [];
    while (position < tokens.length && tokens[position] !== "]") {
      const before = position;
      const argument = readUnion(depth + 1);
      // `None` and what is no type keep their places; `...` says that there are more of the one before it.
      const isNone = tokens[before] === "None" && position === before + 1;
      if (argument !== null) found.push(argument);
      else if (position > before && tokens[before] !== ".") found.push(isNone ? ["literal"] : ["union", []]);
      if (tokens[position] === ",") position++;
      else if (position === before) position++;
    }
    position++;
    return found;
  }

  return readUnion(0);
}
