import { join } from "node:path";
import ts from "typescript";

/** The workspace's own options, without what only matters for a build. */
export function compilerOptions(workspace) {
  const path = join(workspace, "tsconfig.base.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, workspace);
  return {
    ...options,
    composite: false,
    declarationMap: false,
    sourceMap: false,
    noEmit: true,
    // An example may name what it does not use.
    noUnusedLocals: false,
    isolatedModules: false,
  };
}
