import type { TextParts } from "../text-part.js";

/** A Go module: the comment above its name. */
export function readGoMod(text: string): TextParts {
  const [, comment = ""] = /^((?:\/\/[^\n]*\n)+)module\s/u.exec(text) ?? [];
  const said = comment.replaceAll(/^\/\/ ?/gmu, "").trim();
  return { docstring: said === "" ? null : said, parts: [] };
}
