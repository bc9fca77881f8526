/** The list of parts at the end of a text by rule. */
const PARTS = /(?:^|\n\n)(?:`[^`\n]+`|The tree) (?:contains|defines|has):\n(?:- [^\n]*(?:\n|$))+/u;

/** A documentation without its list of parts: on a page the parts stand themselves. */
export function withoutParts(documentation: string): string {
  return documentation.replace(PARTS, "").trim();
}
