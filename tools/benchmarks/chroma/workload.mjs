// The work that every contender does, and how it is timed.
export const dimension = 384;
/** A smaller number is for trying the benchmark itself. */
export const recordCount = Number(process.env.STEMMA_BENCHMARK_RECORDS ?? 10_000);
export const batchSize = 1_000;
export const queryCount = 300;
const inFlight = 16;

/** The same numbers in each process: a small generator instead of Math.random. */
export function randomVectors(count, seed = 1) {
  let state = seed;
  return Float32Array.from({ length: count * dimension }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}

export const idsOf = (start, count) => Array.from({ length: count }, (_value, index) => `id${start + index}`);

export function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Longest time that the event loop was blocked while `work` ran, in ms: the largest gap between two ticks. */
async function withLongestGap(work) {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  }, 1);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return longest;
}

/** Adds all records, asks one question after the other, then 16 at a time, then reads by id. */
export async function measure({ add, query, getById }) {
  const vectors = randomVectors(recordCount);
  const row = (index) => vectors.subarray(index * dimension, (index + 1) * dimension);

  let startedAt = performance.now();
  const addGapMs = await withLongestGap(async () => {
    for (let start = 0; start < recordCount; start += batchSize) {
      await add(
        idsOf(start, batchSize),
        vectors.subarray(start * dimension, (start + batchSize) * dimension),
      );
    }
  });
  const addSeconds = (performance.now() - startedAt) / 1000;

  const times = [];
  const queriesStartedAt = performance.now();
  const queryGapMs = await withLongestGap(async () => {
    for (let index = 0; index < queryCount; index += 1) {
      startedAt = performance.now();
      await query(row((index * 7) % recordCount));
      times.push(performance.now() - startedAt);
    }
  });
  const queriesPerSecond = (queryCount * 1000) / (performance.now() - queriesStartedAt);
  times.sort((a, b) => a - b);

  const concurrentTimes = [];
  const concurrentStartedAt = performance.now();
  for (let start = 0; start < queryCount; start += inFlight) {
    await Promise.all(
      Array.from({ length: inFlight }, async (_value, index) => {
        const askedAt = performance.now();
        await query(row(((start + index) * 5) % recordCount));
        concurrentTimes.push(performance.now() - askedAt);
      }),
    );
  }
  const concurrentPerSecond = (concurrentTimes.length * 1000) / (performance.now() - concurrentStartedAt);
  concurrentTimes.sort((a, b) => a - b);

  startedAt = performance.now();
  for (let index = 0; index < queryCount; index += 1) await getById(`id${index * 3}`);
  const getMs = (performance.now() - startedAt) / queryCount;

  return {
    addSeconds,
    queryP50: percentile(times, 0.5),
    queryP95: percentile(times, 0.95),
    queriesPerSecond,
    concurrentPerSecond,
    concurrentGain: concurrentPerSecond / queriesPerSecond,
    concurrentP50: percentile(concurrentTimes, 0.5),
    concurrentP95: percentile(concurrentTimes, 0.95),
    getMs,
    addGapMs,
    queryGapMs,
  };
}
