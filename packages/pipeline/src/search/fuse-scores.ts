import type { FirstScores } from "../first-stage/first-stage.js";

/** What the keywords count beside the static vectors in choosing whom the model looks at. */
const FIRST_KEYWORDS = 0.25;
/**
 * What the first stage's two measures count beside the model's similarity. On the tuning trees of `tools/benchmarks/retrieval` the table
 * could count more, but it was trained on questions of that kind; on those of `tools/golden`, in plain words, that puts right
 * answers down.
 */
const TABLE_WEIGHT = 0.1;
const KEYWORDS_WEIGHT = 0.2;
const WEIGHTS = 1 + TABLE_WEIGHT + KEYWORDS_WEIGHT;

/** Texts beside the candidates of code: what fits is among fewer of them. */
const TEXT_CANDIDATES = 40;

/** What is known of a candidate that the model has looked at. */
interface AllScores extends FirstScores {
  /** Cosine of the model's vectors. */
  readonly second: number;
}

/** Whom the model looks at: code as if there were no texts, `most` of it, and some texts beside it. */
export function candidatesOf(scored: readonly FirstScores[], most: number): FirstScores[] {
  const code: FirstScores[] = [];
  const texts: FirstScores[] = [];
  for (const scores of scored) (scores.isText ? texts : code).push(scores);
  return [...bestOf(code, most), ...bestOf(texts, Math.min(most, TEXT_CANDIDATES))];
}

/** The first stage's best, best first: each measure by how far it stands out among all records. Of equal ones those that come first. */
export function bestOf(scored: readonly FirstScores[], most: number): FirstScores[] {
  const similarities = columnOf(scored, (scores) => scores.similarity);
  const keywords = columnOf(scored, (scores) => scores.keywords);
  const [similarity, keyword] = [spreadOf(similarities), spreadOf(keywords)];
  const standing = new Float64Array(scored.length);
  for (let at = 0; at < standing.length; at++) {
    const bySimilarity = ((similarities[at] ?? 0) - similarity.mean) / similarity.deviation;
    const byKeywords = ((keywords[at] ?? 0) - keyword.mean) / keyword.deviation;
    standing[at] = bySimilarity + FIRST_KEYWORDS * byKeywords;
  }
  // Of tens of thousands a hundred are wanted: numbers alone are sorted in a tenth of the time.
  const least = standing.toSorted().at(-most) ?? -Infinity;
  const best: { readonly scores: FirstScores; readonly first: number }[] = [];
  for (const [at, scores] of scored.entries()) {
    const first = standing[at] ?? 0;
    if (first >= least) best.push({ scores, first });
  }
  return best
    .sort((one, other) => other.first - one.first)
    .slice(0, most)
    .map(({ scores }) => scores);
}

/**
 * How well each candidate answers, from 0 to 1: the mean of the model's similarity, the table's, and the share that it has of the keywords
 * of the best one of code, by their weights. A text, which may have all words of a question, takes nothing of code's shares.
 */
export function relevances(candidates: readonly AllScores[]): number[] {
  const code = candidates.filter(({ isText }) => !isText);
  const leaders = code.some(({ keywords }) => keywords > 0) ? code : candidates;
  const most = Math.max(...leaders.map(({ keywords }) => keywords), Number.MIN_VALUE);
  return candidates.map(({ second, similarity, keywords }) => {
    const share = Math.min(1, keywords / most);
    return (second + TABLE_WEIGHT * similarity + KEYWORDS_WEIGHT * share) / WEIGHTS;
  });
}

/** Columns of numbers are gone through several times as fast as records. */
function columnOf(scored: readonly FirstScores[], measure: (scores: FirstScores) => number): Float64Array {
  const column = new Float64Array(scored.length);
  let at = 0;
  for (const scores of scored) column[at++] = measure(scores);
  return column;
}

/** Mean and standard deviation of a measure; 1 where all are alike. */
function spreadOf(column: Float64Array): { readonly mean: number; readonly deviation: number } {
  let sum = 0;
  for (const value of column) sum += value;
  const mean = sum / column.length;
  let squares = 0;
  for (const value of column) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / column.length) || 1 };
}
