/** Texts that are remembered; some megabytes of names and summaries. */
const MOST_TEXTS = 20_000;
/** A longer text is a source, which is judged once. */
const LONGEST_TEXT = 600;

/** The same judge, which judges a short text once: where there are too many it forgets them all and begins anew. */
export function rememberedVerdicts(judge: (text: string) => boolean): (text: string) => boolean {
  const verdicts = new Map<string, boolean>();
  return (text) => {
    if (text.length > LONGEST_TEXT) return judge(text);
    const known = verdicts.get(text);
    if (known !== undefined) return known;
    if (verdicts.size >= MOST_TEXTS) verdicts.clear();
    const verdict = judge(text);
    verdicts.set(text, verdict);
    return verdict;
  };
}
