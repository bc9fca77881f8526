/** A text of at most `maxLength` characters, cut at the end of a sentence where one is near, else of a word, and then marked. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const head = text.slice(0, maxLength);
  const sentence = Math.max(...[". ", ".\n", "! ", "? "].map((end) => head.lastIndexOf(end)));
  if (sentence > maxLength / 2) return head.slice(0, sentence + 1);
  const word = head.search(/\s\S*$/u);
  return `${head.slice(0, word > 0 ? word : maxLength - 1).toWellFormed()}…`;
}
