// Memory that scans of generated trees take: each in a process of its own, whose highest resident size counts.
//
//   node tools/benchmarks/code-graph/memory.mjs 1000 10000 100000
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FILES_PER_FOLDER = 100;
const CLASSES = 2;
const METHODS = 6;

/** A package of Python modules that import, extend and call each other; about 3 kB a file. */
export function writeTree(root, files) {
  for (let number = 0; number < files; number++) {
    const folder = join(root, `pkg${Math.floor(number / FILES_PER_FOLDER)}`);
    if (number % FILES_PER_FOLDER === 0) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "__init__.py"), "");
    }
    writeFileSync(join(folder, `m${number}.py`), moduleText(number));
  }
}

function moduleText(number) {
  const other = Math.floor((number * 7919) % (number + 1));
  const folder = Math.floor(other / FILES_PER_FOLDER);
  const lines = [`"""Module ${number}."""`];
  const hasOther = other !== number;
  if (hasOther) lines.push(`from pkg${folder}.m${other} import Shape0 as Base, run as run_other`, "");
  for (let index = 0; index < CLASSES; index++) {
    lines.push(
      `class Shape${index}${hasOther && index === 0 ? "(Base)" : ""}:`,
      `    """Shape ${index}."""`,
      "",
    );
    for (let method = 0; method < METHODS; method++)
      lines.push(
        `    def step${method}(self, value: int) -> "Shape${index}":`,
        `        """Does step ${method} of module ${number}."""`,
        `        total = value * ${method} + len(str(value))`,
        `        self.step${(method + 1) % METHODS}(total)`,
        "        return self",
        "",
      );
  }
  lines.push("def run(count: int) -> int:", "    shape = Shape0()", "    for index in range(count):");
  lines.push(`        shape.step0(index).step1(index)`);
  if (hasOther) lines.push("    run_other(count)");
  lines.push("    return count", "");
  return lines.join("\n");
}

/** Scans a generated tree three times, new, unchanged and with one file edited, and prints what it took. */
export function measureMemory(files) {
  const root = mkdtempSync(join(tmpdir(), "stemma-memory-"));
  try {
    writeTree(join(root, "tree"), files);
    const child = fileURLToPath(new URL("./memory-child.mjs", import.meta.url));
    const edited = Math.floor(files / 2);
    const results = ["new", "unchanged", "one changed"].map((kind) => {
      if (kind === "one changed")
        appendFileSync(
          join(root, "tree", `pkg${Math.floor(edited / FILES_PER_FOLDER)}`, `m${edited}.py`),
          "\n\ndef added(count):\n    return run(count)\n",
        );
      const output = execFileSync(process.execPath, [child, root], { encoding: "utf8" });
      return { kind, ...JSON.parse(output) };
    });
    for (const { kind, total, parsed, symbols, relations, peakMb, seconds, phases } of results)
      console.log(
        `${total} files (${kind}, ${parsed} parsed), ${symbols} symbols, ${relations} relations: ` +
          `${peakMb.toFixed(0)} MB at most, ${seconds.toFixed(1)} s (${phases})`,
      );
    return results;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const files of process.argv.slice(2).map(Number)) measureMemory(files);
