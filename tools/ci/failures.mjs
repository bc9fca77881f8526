// Prints once more, at the end of a long log, what jest, pytest and GoogleTest said of each test that failed.
import { plainLines } from "./log-lines.mjs";

const longest = 40; // lines of one failure

const lines = plainLines(process.argv[2]);
const seen = new Set();

/** jest tells a failure under `● suite › test`, up to the next one or to its summary. */
function jestFailure(start) {
  const rest = lines.slice(start + 1, start + longest);
  const end = rest.findIndex((line) => /^\s*● |^\s*(PASS|FAIL) |^Test Suites: /.test(line));
  return [lines[start], ...(end === -1 ? rest : rest.slice(0, end))].filter((line) => line.trim() !== "");
}

for (const [index, line] of lines.entries()) {
  const isJest = /^\s*● .+/.test(line) && !/^\s*● Console/.test(line);
  const isOther = /^(FAILED|ERROR) \S+::|^\[ {2}FAILED {2}\] \w+\.\w+|^\s*\d+:?\s.*\*\*\*Failed/.test(line);
  if ((!isJest && !isOther) || seen.has(line)) continue;
  seen.add(line);
  console.log((isJest ? jestFailure(index) : [line]).join("\n"));
}
