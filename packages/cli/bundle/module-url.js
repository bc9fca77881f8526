import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

/** The `import.meta.url` of a file of one of the packages whose code is in the bundle: without links, as Node has it. */
export function moduleUrl(packageName, file) {
  const manifest = realpathSync(require.resolve(`${packageName}/package.json`));
  return new URL(file, pathToFileURL(manifest)).href;
}
