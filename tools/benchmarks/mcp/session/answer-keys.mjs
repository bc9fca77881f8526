// The right answers: sets of words, from the compiler's calls and the edits alone.
import { branches } from "./branches.mjs";

const STEPS = 3;

/** @param edges `{ from, to }` of the compiler, of the branch for a task that has one. */
export function answerKey(task, edges) {
  const calls = edges.filter(({ from, to }) => from !== to);
  if (task.key) {
    const asked = calls.filter(({ from }) => from === task.key).map(({ to }) => `calls ${to}`);
    return new Set([`decides ${task.key}`, ...asked]);
  }
  if (task.branch) {
    const { changed } = branches[task.branch];
    const broken = changed.flatMap((one) => callersOf(calls, one)).filter((one) => !changed.includes(one));
    return new Set([...changed.map((one) => `changed ${one}`), ...broken.map((one) => `breaks ${one}`)]);
  }
  const wanted = `${task.path}#${task.name}`;
  const levels = [[wanted]];
  const seen = new Set([wanted]);
  for (let step = 1; step <= STEPS; step++) {
    const next = new Set((levels[step - 1] ?? []).flatMap((one) => callersOf(calls, one)));
    levels.push([...next].filter((one) => !seen.has(one)));
    for (const one of next) seen.add(one);
  }
  return whoAnswer(levels.slice(1));
}

/**
 * The answer to who calls something and what breaks.
 * @param {readonly string[][]} steps
 */
export function whoAnswer(steps) {
  const [direct = [], ...further] = steps;
  return new Set([
    ...direct.map((one) => `calls ${one}`),
    ...[direct, ...further].flat().map((one) => `breaks ${one}`),
  ]);
}

function callersOf(calls, wanted) {
  return calls.filter(({ to }) => to === wanted).map(({ from }) => from);
}

/** How a set compares with the right one. */
export function score(found, right) {
  const common = [...found].filter((one) => right.has(one)).length;
  return {
    isExact: common === found.size && common === right.size,
    common,
    found: found.size,
    right: right.size,
  };
}
