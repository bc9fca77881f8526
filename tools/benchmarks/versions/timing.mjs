export async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** The best of several rounds. */
export async function best(times, work) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= times; round++) least = Math.min(least, (await timed(() => work(round))).ms);
  return least;
}
