import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const verbs = ["load", "store", "merge", "split", "count", "check", "parse", "print", "sort", "close"];
const things = [
  "order",
  "invoice",
  "parcel",
  "customer",
  "ticket",
  "price",
  "route",
  "signal",
  "picture",
  "letter",
];

/** Writes `fileCount` Python modules of ten functions each, every one calling a function of the module before it. */
export async function writeSourceForest(root: string, fileCount: number): Promise<void> {
  await mkdir(root, { recursive: true });
  for (let file = 0; file < fileCount; file++) {
    const lines = [`"""Module number ${file}."""`];
    if (file > 0) lines.push(`from module_${file - 1} import ${functionName(file - 1, 0)}`);
    for (let index = 0; index < 10; index++) {
      lines.push("", "", `def ${functionName(file, index)}(value):`);
      lines.push(
        `    """Handles ${things[(file + index) % 10]} number ${file * 10 + index} of the archive."""`,
      );
      lines.push(
        file > 0
          ? `    return ${functionName(file - 1, 0)}(value) + ${index}`
          : `    return value + ${index}`,
      );
    }
    await writeFile(join(root, `module_${file}.py`), `${lines.join("\n")}\n`);
  }
}

function functionName(file: number, index: number): string {
  return `${verbs[index]}_${things[file % 10]}_${file}`;
}
