import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The rooms that a decision may be about, in the order of the page. */
const rooms = [
  "the whole",
  "native",
  "python-context",
  "chroma",
  "versions",
  "graph-store",
  "dfs-processor",
  "llm",
  "code-graph",
  "pipeline",
  "mcp",
  "web",
  "cli",
  "tools",
];

/**
 * The index of `docs/decisions`. Each record begins with `# NNNN Title` and says its room and, where it no longer holds,
 * what took its place: `Room: chroma.` or `Room: chroma. Replaced by 0080.`
 *
 * @returns {{ text: string, problems: string[] }}
 */
export function decisionsPage(root) {
  const folder = join(root, "docs/decisions");
  const files = readdirSync(folder).filter((file) => /^\d{4}-.*\.md$/.test(file));
  const problems = [];
  const records = files.map((file) => readRecord(folder, file, problems));
  const lines = [
    "# Decisions",
    "",
    "What someone will question, with what was measured. Numbers are given out in blocks to those who work side by side, so",
    "some are not used; a number once given is never given again. (Made by `tools/docs`.)",
  ];
  for (const room of rooms) {
    const own = records.filter((record) => record.room === room);
    if (own.length === 0) continue;
    lines.push("", `## ${room[0].toUpperCase()}${room.slice(1)}`, "");
    for (const { file, number, title, status } of own)
      lines.push(`- [${number}](${file}) ${title}${status === "" ? "" : ` (${status})`}`);
  }
  return { text: `${lines.join("\n")}\n`, problems };
}

function readRecord(folder, file, problems) {
  const text = readFileSync(join(folder, file), "utf8");
  const number = file.slice(0, 4);
  const [, given, title] = /^# (\d{4}) (.+)$/m.exec(text) ?? [];
  if (given !== number) problems.push(`docs/decisions/${file}: the first line must be "# ${number} Title"`);
  const [, room, status = ""] = /^Room: ([^.\n]+)\.(?: (.+)\.)?$/m.exec(text) ?? [];
  if (!rooms.includes(room))
    problems.push(`docs/decisions/${file}: needs a line "Room: <room>.", one of ${rooms.join(", ")}`);
  return { file, number, title, room, status: status.toLowerCase() };
}
