// Finds a CPython with a shared library, for what runs the addon's Python half without Node.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const facts = `import json, sys, sysconfig
get = sysconfig.get_config_var
print(json.dumps([sys.executable, get("LIBDIR"), get("MULTIARCH"), sys.base_prefix + "/lib", get("INSTSONAME")]))`;

/** @returns {{ program: string, library: string } | undefined} */
function examine(program) {
  try {
    const output = execFileSync(program, ["-I", "-c", facts], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [executable, folder, multiarch, base, name] = JSON.parse(output);
    const candidates = [folder, folder && multiarch && join(folder, multiarch), base]
      .filter(Boolean)
      .map((place) => join(place, name));
    const library = candidates.find((path) => path.includes(".so") && existsSync(path));
    return library === undefined ? undefined : { program: executable, library };
  } catch {
    return undefined;
  }
}

/** `{ program, library }` of `STEMMA_PYTHON`, the repository's environment or `python3`; `undefined` without any. */
export function pythonLibrary() {
  const candidates = [process.env.STEMMA_PYTHON, join(root, ".venv/bin/python"), "python3"];
  return candidates
    .filter(Boolean)
    .map(examine)
    .find((python) => python !== undefined);
}
