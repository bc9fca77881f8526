import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sources = fileURLToPath(new URL(".", import.meta.url));
const pythonFunction = /"((?:stores|collection_admin|records|tenants|embedding)\.[a-z_]+)"/gu;

/** Every Python function that this package's sources name: the inventory of what can fail in Python. */
export function calledPythonFunctions(): string[] {
  const found = new Set<string>();
  for (const [, text] of sourceFiles())
    for (const match of text.matchAll(pythonFunction)) found.add(match[1] ?? "");
  return [...found].sort();
}

/** Files in which Python is called directly; there must be one. */
export function filesThatExecute(): string[] {
  return sourceFiles()
    .filter(([, text]) => /\.execute(<.*>)?\(/u.test(text))
    .map(([name]) => name);
}

function sourceFiles(): [name: string, text: string][] {
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith(".fixture.ts"))
    .map((name) => [name, readFileSync(join(sources, name), "utf8")]);
}
