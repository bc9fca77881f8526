import { plainLines } from "./log-lines.mjs";

/**
 * What failed by the log of `nx run-many`: its tasks (`@stemma/cli:test`), and jest's test files by project (`cli`).
 * A build that failed stands for the tests that could not run after it: they are named, too.
 * @param {string} log - A file.
 */
export function failedRuns(log) {
  const lines = plainLines(log);
  /** @type {Map<string, string[]>} */
  const files = new Map();
  for (const line of lines) {
    // FAIL cli src/program.test.ts (12.3 s)
    const [, project, path] = /^\s*FAIL\s+([a-z-]+)\s+(\S+\.test\.ts)/.exec(line) ?? [];
    if (project === undefined || path === undefined) continue;
    const known = files.get(project) ?? [];
    if (!known.includes(path)) files.set(project, [...known, path]);
  }
  // The last part of the log: "Failed tasks:" or "Tasks not run because their dependencies failed …", then "- @stemma/cli:test".
  const tasks = new Set();
  const start = lines.findIndex((line) => /^(Failed tasks:|Tasks not run because)/.test(line.trim()));
  if (start !== -1)
    for (const line of lines.slice(start)) {
      const [, task] = /^\s*- ((?:@stemma\/)?[a-z-]+:[a-z-]+)\s*$/.exec(line) ?? [];
      if (task !== undefined) tasks.add(task);
    }
  return { tasks: [...tasks], files };
}
