import { readFileSync, writeFileSync } from "node:fs";

const [begin, end] = ["<!-- compatibility: begin -->", "<!-- compatibility: end -->"];

/** The table's columns, each with the steps that must have gone well. */
const columns = [
  ["import cut short, again", ["cut"]],
  ["use", ["import", "use"]],
  ["arrays", ["arrays"]],
  ["time-out, next call", ["time-out"]],
  ["close", ["close"]],
  ["end", ["end"]],
];

function cellOf(steps, names) {
  const wanted = steps.filter(({ step }) => names.includes(step));
  if (wanted.length === 0) return "–";
  return wanted.every(({ isOk }) => isOk) ? "ok" : "**fails**";
}

/** The results as Markdown: a row for each library. */
export function tableOf(results) {
  const rows = results.map(({ library, version, steps }) => [
    library,
    version,
    ...columns.map(([, names]) => cellOf(steps, names)),
  ]);
  const head = ["library", "version", ...columns.map(([title]) => title)];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Puts the text between the markers of a file, which must be there. */
export function writeBetweenMarkers(file, text) {
  const [before, rest] = readFileSync(file, "utf8").split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${file} lacks the lines ${begin} and ${end}`);
  writeFileSync(file, `${before}${begin}\n${text}\n${end}${after}`);
}
