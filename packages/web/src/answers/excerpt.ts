/** The beginning of a text, up to the end of a word, with no code that is begun and not ended. */
export function excerpt(text: string, mostCharacters: number): string {
  if (text.length <= mostCharacters) return text;
  const begun = text.slice(0, mostCharacters + 1);
  const words = begun.slice(0, Math.max(0, begun.search(/\s\S*$/u)));
  const isInCode = words.split("`").length % 2 === 0;
  const whole = isInCode ? words.slice(0, words.lastIndexOf("`")) : words;
  return `${(whole.trim() || text.slice(0, mostCharacters)).replace(/[,;:]$/u, "")} …`;
}
