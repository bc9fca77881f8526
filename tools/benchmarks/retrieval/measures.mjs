// Mean reciprocal rank and recall with 95 % intervals from resampling the questions, by a fixed seed.

const resamples = 1_000;

/** Mulberry32: numbers from 0 to 1 that are the same every time. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of some values and the interval in which 95 % of the means of resamples lie. */
export function meanWithInterval(values) {
  const random = randomFrom(7);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)];
    return sum / values.length;
  }).sort((one, other) => one - other);
  return {
    mean: mean(values),
    low: means[Math.floor(resamples * 0.025)],
    high: means[Math.floor(resamples * 0.975)],
  };
}

/** Of the ranks of the right answers, from 1, Infinity where it was not found. */
export function measuresOf(ranks) {
  const within = (most) => mean(ranks.map((rank) => Number(rank <= most)));
  return {
    mrr: meanWithInterval(ranks.map((rank) => 1 / rank)),
    r1: within(1),
    r3: within(3),
    r10: within(10),
  };
}
