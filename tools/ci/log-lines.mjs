import { readFileSync } from "node:fs";

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const project = /^(?:@stemma\/)?[a-z-]+: /; // what nx sets before each line of a task

/** The lines of a CI log without colours and without the names of the projects that wrote them. */
export function plainLines(file) {
  return readFileSync(file, "utf8")
    .replace(colours, "")
    .split("\n")
    .map((line) => line.replace(project, ""));
}
