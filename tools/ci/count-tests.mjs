// Adds up the closing lines of jest, pytest and GoogleTest in a log and prints them as one line.
//
//   node tools/ci/count-tests.mjs LOG           one run
//   node tools/ci/count-tests.mjs LOG AGAIN     a run, and what tools/ci/again.mjs printed: whole files of which some tests had failed
import { plainLines } from "./log-lines.mjs";

const nothing = () => ({ passed: 0, failed: 0, skipped: 0 });

/** @param {ReturnType<typeof nothing>} total @param {string} line */
function add(total, line) {
  for (const [, count, outcome] of line.matchAll(/(\d+) (passed|failed|skipped)/g))
    total[outcome] += Number(count);
}

/** The counts of jest, and those of the other runners. @param {string} file */
function countsOf(file) {
  const log = plainLines(file).join("\n");
  const jest = nothing();
  const others = nothing();
  // jest:   Tests:       1 failed, 4 passed, 5 total
  for (const [line] of log.matchAll(/^.*\bTests: .*$/gm)) add(jest, line);
  // pytest: 12 passed, 1 skipped in 0.52s
  for (const [line] of log.matchAll(/^.*\b\d+ (?:passed|failed)\b.* in [\d.]+s.*$/gm)) add(others, line);
  // ctest (GoogleTest): 100% tests passed, 0 tests failed out of 30
  for (const [, failed, all] of log.matchAll(/tests passed, (\d+) tests failed out of (\d+)/g)) {
    others.failed += Number(failed);
    others.passed += Number(all) - Number(failed);
  }
  return { jest, others };
}

const [first, second] = process.argv.slice(2);
const { jest, others } = countsOf(first);
if (second !== undefined) {
  const again = countsOf(second);
  // What failed and passes now has passed; pytest runs after jest, so that it did not run where jest failed.
  jest.passed += jest.failed - again.jest.failed;
  jest.failed = again.jest.failed;
  others.passed += again.others.passed;
  others.failed = again.others.failed;
}
const passed = jest.passed + others.passed;
console.log(
  `${passed} passed, ${jest.failed + others.failed} failed, ${jest.skipped + others.skipped} skipped`,
);
if (passed === 0) process.exitCode = 1;
