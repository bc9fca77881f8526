/** A sentence that begins with a name in code marks is none for Unicode's rules where the name begins in lower case. */
const BEFORE_NAME = /(?<=[.!?](?:\s*\[[\d\s,;]+\])*)\s+(?=`)/u;
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The pieces of one line of prose that Unicode takes for sentences; a stop inside code marks may still end one. */
export function sentencePieces(line: string): string[] {
  return Array.from(segmenter.segment(line), ({ segment }) => segment.split(BEFORE_NAME)).flat();
}

/** A stop inside code marks, as in `` `a.b` ``, ends no sentence. */
export function joinOpenSpans(pieces: readonly string[]): string[] {
  const sentences: string[] = [];
  for (const piece of pieces) {
    const before = sentences.at(-1);
    const isOpen = before !== undefined && (before.match(/`/gu) ?? []).length % 2 === 1;
    if (isOpen) sentences[sentences.length - 1] = before + piece;
    else sentences.push(piece);
  }
  return sentences;
}

/** The sentences of a text, without the space around them. */
export function splitSentences(text: string): string[] {
  return text
    .split(/\n+/u)
    .flatMap((line) => joinOpenSpans(sentencePieces(line)))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}
