// What a branch changes in the meaning of the code, as a text for its pull request: the tree is documented at both ends, by rule, and the
// two states of its documentation are compared. `stemma diff main...feature --markdown` prints the same for people.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StemmaProject } from "@stemma/pipeline";

const tree = join(process.argv[2] ?? "./data", "project");
mkdirSync(tree, { recursive: true });
const git = (...args) =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], { cwd: tree });
const write = (file, text) => writeFileSync(join(tree, file), text);
const document = async () => {
  const project = await StemmaProject.create(tree);
  await project.document();
  await project.close();
};

git("init", "--quiet", "--initial-branch=main");
write(
  "boat.ts",
  "/** Says when the next boat leaves. */\nexport function nextDeparture(hour: number): number {\n  return hour < 7 ? 7 : 17;\n}\n",
);
git("add", ".");
git("commit", "--quiet", "-m", "Boats");
await document();

git("switch", "--quiet", "--create", "winter");
write(
  "boat.ts",
  `/** Says when the next boat leaves, or null after the last one of the day. */
export function nextDeparture(hour: number): number | null {
  return hour < 8 ? 8 : null;
}

/** Tells whether there is a boat today. */
export function hasBoat(hour: number): boolean {
  return nextDeparture(hour) !== null;
}
`,
);
git("commit", "--quiet", "--all", "-m", "Winter timetable");
await document();

const project = await StemmaProject.openNearest(tree);
const { files } = await project.changes("main", "winter");
await project.close();
const symbols = files.flatMap((file) => file.symbols).filter(({ id }) => id.includes("#"));
process.stdout.write(`${JSON.stringify(symbols.map(summary))}\n`);

/** What a reviewer should read first: the function, its head, and the first words that are new. */
function summary({ change, id, signature, documentation }) {
  const [added] = (documentation ?? []).filter(({ change: how }) => how === "added");
  return { change, id, signature: signature?.after ?? null, says: added?.text.trim().split("\n")[0] ?? null };
}
