// Adds up the closing lines of jest, pytest and GoogleTest in a log and prints them as one line.
import { plainLines } from "./log-lines.mjs";

const log = plainLines(process.argv[2]).join("\n");
const total = { passed: 0, failed: 0, skipped: 0 };

function add(line) {
  for (const [, count, outcome] of line.matchAll(/(\d+) (passed|failed|skipped)/g))
    total[outcome] += Number(count);
}

// jest:   Tests:       1 failed, 4 passed, 5 total
for (const [line] of log.matchAll(/^.*\bTests: .*$/gm)) add(line);
// pytest: 12 passed, 1 skipped in 0.52s
for (const [line] of log.matchAll(/^.*\b\d+ (?:passed|failed)\b.* in [\d.]+s.*$/gm)) add(line);
// ctest (GoogleTest): 100% tests passed, 0 tests failed out of 30
for (const [, failed, all] of log.matchAll(/tests passed, (\d+) tests failed out of (\d+)/g)) {
  total.failed += Number(failed);
  total.passed += Number(all) - Number(failed);
}

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
if (total.passed === 0) process.exitCode = 1;
