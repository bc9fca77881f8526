/** `1,234,567` */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

/** `1 class`, `2 classes` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `$1.23`, or finer where it would be nothing; `unknown` where there is no price. */
export function formatCost(costUsd: number | null): string {
  if (costUsd === null) return "unknown";
  return costUsd > 0 && costUsd < 0.1 ? `$${costUsd.toPrecision(2)}` : `$${costUsd.toFixed(2)}`;
}

/** `820 ms`, `3.2 s` */
export function formatDuration(durationMs: number): string {
  return durationMs < 1_000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1_000).toFixed(1)} s`;
}
