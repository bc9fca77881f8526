import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sources = fileURLToPath(new URL("..", import.meta.url));
const pythonSources = fileURLToPath(new URL("../../python/stemma_chroma", import.meta.url));
/** Beside `callSites`; made by `STEMMA_UPDATE_CALL_SITES=1 npx jest inventory`. */
export const inventoryFile = fileURLToPath(new URL("python-call-sites.json", import.meta.url));

/** A function of `stemma_chroma`, as `module.function`, and the sources that call it. */
export type CallSiteInventory = Readonly<Record<string, readonly string[]>>;

/**
 * Every function of this package's Python modules that its sources name. What counts as a name is read from Python itself:
 * a call to a module that is new is found just as well.
 */
export function findCallSites(): CallSiteInventory {
  const functions = pythonFunctions();
  const sites = new Map<string, string[]>();
  for (const [file, text] of sourceFiles()) {
    for (const match of text.matchAll(/"([a-z_]+\.[a-z_]+)"/gu)) {
      const name = match[1] ?? "";
      if (!functions.has(name)) continue;
      const files = sites.get(name) ?? [];
      if (!files.includes(file)) sites.set(name, [...files, file].sort());
    }
  }
  return Object.fromEntries([...sites].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The inventory as it is committed. */
export function committedCallSites(): CallSiteInventory {
  return JSON.parse(readFileSync(inventoryFile, "utf8")) as CallSiteInventory;
}

/** A context's own method, or the function by which every package enters Python. */
const ENTRY = /\.execute(<.*>)?\(|import \{[^}]*\bcallPython\b[^}]*\} from "@stemma\/python-context"/u;

/** Files in which Python is called directly; there must be one. */
export function filesThatExecute(): string[] {
  return sourceFiles()
    .filter(([, text]) => ENTRY.test(text))
    .map(([name]) => name);
}

/** Public functions of the Python modules, as `module.function`. */
function pythonFunctions(): ReadonlySet<string> {
  const modules = readdirSync(pythonSources).filter((name) => name.endsWith(".py"));
  const names = modules.flatMap((module) => {
    const text = readFileSync(join(pythonSources, module), "utf8");
    return [...text.matchAll(/^(?:async )?def ([a-z]\w*)/gmu)].map(
      ([, name]) => `${module.slice(0, -".py".length)}.${name ?? ""}`,
    );
  });
  return new Set(names);
}

function sourceFiles(): [name: string, text: string][] {
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith(".fixture.ts"))
    .sort()
    .map((name) => [name, readFileSync(join(sources, name), "utf8")]);
}
