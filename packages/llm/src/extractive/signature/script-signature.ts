import { indexOutside } from "./scan-brackets.js";
import type { Parameter } from "./signature-parts.js";

const NOTHING = new Set(["void", "Promise<void>", "undefined", "never"]);

/** `name?: type = default`, `...rest`, `{ a, b }: Options`; `null` for `this`. */
export function scriptParameter(text: string): Parameter | null {
  const bare = text.replace(
    /^(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|private|protected|readonly|override)\s+)*/u,
    "",
  );
  const isEquals = (index: number): boolean =>
    bare.charAt(index) === "=" &&
    !/[=>!<]/u.test(bare.charAt(index + 1)) &&
    !/[=!<>]/u.test(bare.charAt(index - 1));
  const equals = indexOutside(bare, isEquals);
  const written = equals === -1 ? bare : bare.slice(0, equals);
  const colon = indexOutside(written, (index) => written.charAt(index) === ":");
  const name = (colon === -1 ? written : written.slice(0, colon)).trim().replace(/\?$/u, "");
  if (name === "this") return null;
  return { name: name.replaceAll(/\s+/gu, " "), type: colon === -1 ? "" : written.slice(colon + 1).trim() };
}

/** What stands behind the colon; a promise of nothing is nothing. */
export function scriptResult(_before: string, after: string): string {
  const type = /^\s*:\s*([\s\S]+?)(?:\s*=>\s*)?;?\s*$/u.exec(after)?.[1] ?? "";
  return NOTHING.has(type) ? "" : type;
}
