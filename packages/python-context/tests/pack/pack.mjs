import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const workspace = fileURLToPath(new URL("../../../..", import.meta.url));
const native = join(workspace, "native");
const require = createRequire(join(native, "package.json"));
const packages = [
  join(workspace, "packages/core"),
  native,
  join(workspace, "packages/python-context"),
  dirname(require.resolve("node-addon-api/package.json")),
];

export function npm(folder, ...args) {
  return execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    encoding: "utf8",
  });
}

/** The tarballs as they would be published, with the local build as the prebuilt addon of `target`. */
export function packAll(folder, target) {
  return packages.map((source, index) => {
    // A copy, because a prebuilt addon in the workspace would hide later builds.
    const copy = join(folder, "packages", String(index));
    const { files } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
    mkdirSync(copy, { recursive: true });
    const entries = files?.filter((entry) => !entry.startsWith("!") && existsSync(join(source, entry)));
    if (!entries) cpSync(source, copy, { recursive: true });
    for (const entry of ["package.json", ...(entries ?? [])]) {
      cpSync(join(source, entry), join(copy, entry), { recursive: true });
    }
    if (source === native) {
      cpSync(join(native, "build/Release/stemma.node"), join(copy, "prebuilds", target, "stemma.node"));
    }
    const [{ filename }] = JSON.parse(
      npm(copy, "pack", "--json", "--ignore-scripts", "--pack-destination", folder),
    );
    return join(folder, filename);
  });
}
