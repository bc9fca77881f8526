/** The beginning of a text on one line, cut at a word. */
export function excerpt(text: string, maxCharacters: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line.length <= maxCharacters) return line;
  const cut = line.slice(0, maxCharacters);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), maxCharacters / 2))} …`;
}
