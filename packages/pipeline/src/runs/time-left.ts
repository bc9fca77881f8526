/** How far back the pace is measured. */
const WINDOW_MS = 60_000;
/** Before that a pace says nothing. */
const LEAST_MS = 3_000;

/** Reckons from the pace of the last minute how long the rest of a work takes. */
export class TimeLeft {
  readonly #now: () => number;
  #points: { readonly atMs: number; readonly done: number }[] = [];

  /** @param now - Milliseconds of a clock that never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds; `null` while there is no pace yet. */
  note(done: number, total: number): number | null {
    const atMs = this.#now();
    this.#points.push({ atMs, done });
    while (this.#points.length > 2 && atMs - (this.#points[1]?.atMs ?? atMs) >= WINDOW_MS)
      this.#points.shift();
    const [first] = this.#points;
    if (first === undefined || atMs - first.atMs < LEAST_MS || done <= first.done) return null;
    return ((atMs - first.atMs) / (done - first.done)) * (total - done);
  }
}

/** `less than a minute`, `about 12 min`, `about 2 h 10 min` */
export function formatTimeLeft(leftMs: number): string {
  const minutes = Math.ceil(leftMs / 60_000);
  if (minutes <= 1) return "less than a minute";
  if (minutes < 60) return `about ${minutes} min`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
