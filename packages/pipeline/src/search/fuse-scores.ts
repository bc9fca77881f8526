import type { FirstScores, ScoredRecord, ScoredRecords } from "../first-stage/scored-records.js";

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
export function candidatesOf(
  scored: ScoredRecords,
  most: number,
  isAllowed: (record: ScoredRecord) => boolean = () => true,
): FirstScores[] {
  const code = scored.positions((record) => !record.isText && isAllowed(record));
  const texts = scored.positions((record) => record.isText && isAllowed(record));
  return [...bestOf(scored, most, code), ...bestOf(scored, Math.min(most, TEXT_CANDIDATES), texts)];
}

/**
 * The first stage's best of those at some positions, best first: each measure by how far it stands out among them. Of equal ones those
 * that come first.
 */
export function bestOf(
  scored: ScoredRecords,
  most: number,
  positions: Uint32Array = scored.positions(),
): FirstScores[] {
  const similarities = columnAt(scored.similarities, positions);
  const keywords = columnAt(scored.keywords, positions);
  const [similarity, keyword] = [spreadOf(similarities), spreadOf(keywords)];
  const standing = new Float64Array(positions.length);
  for (let at = 0; at < standing.length; at++) {
    const bySimilarity = ((similarities[at] ?? 0) - similarity.mean) / similarity.deviation;
    const byKeywords = ((keywords[at] ?? 0) - keyword.mean) / keyword.deviation;
    standing[at] = bySimilarity + FIRST_KEYWORDS * byKeywords;
  }
  // Of tens of thousands a hundred are wanted: numbers alone are sorted in a tenth of the time.
  const least = standing.toSorted().at(-most) ?? -Infinity;
  const best: { readonly position: number; readonly first: number }[] = [];
  for (let at = 0; at < standing.length; at++) {
    const first = standing[at] ?? 0;
    if (first >= least) best.push({ position: positions[at] ?? 0, first });
  }
  best.sort((one, other) => other.first - one.first);
  return scored.at(best.slice(0, most).map(({ position }) => position));
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

function columnAt(values: Float32Array | Float64Array, positions: Uint32Array): Float64Array {
  const column = new Float64Array(positions.length);
  for (let at = 0; at < column.length; at++) column[at] = values[positions[at] ?? 0] ?? 0;
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
