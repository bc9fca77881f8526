/** The lines of comment right above `offset`, without their marks; `null` where there is none. */
export function readDocComment(text: string, offset: number): string | null {
  const lines: string[] = [];
  for (let end = text.lastIndexOf("\n", offset - 1); end > 0; ) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (!line.startsWith("--")) break;
    lines.unshift(line.replace(/^-+ ?/, ""));
    end = start - 1;
  }
  return lines.join("\n").trim() || null;
}

/** Head of a definition on one line. */
export function readSignature(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/--[^\n]*/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
