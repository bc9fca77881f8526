import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const facts = `import json, sysconfig
print(json.dumps([sysconfig.get_path("purelib"), sysconfig.get_config_var("LIBDIR")]))`;

/** The environment that every contender runs in. */
export function pythonOf(venv) {
  const interpreter = join(venv, "bin", "python");
  const [sitePackages, libraryFolder] = JSON.parse(
    execFileSync(interpreter, ["-c", facts], { encoding: "utf8" }),
  );
  const env = {
    ...process.env,
    VIRTUAL_ENV: venv,
    // node-calls-python asks the first Python of the PATH which library to load; pymport wants to find its own.
    PATH: [join(venv, "bin"), process.env.PATH].join(delimiter),
    LD_LIBRARY_PATH: [libraryFolder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
  };
  return { interpreter, sitePackages, env };
}

/** Installs the peers once; those that cannot be installed here are left out, because they are optional. */
export function installPeers(folder, env) {
  if (existsSync(join(folder, "node_modules/node-api-headers"))) return;
  console.error("installing the peers; two of them compile");
  const options = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  const { status } = spawnSync("npm", ["install", ...options], { cwd: folder, env, stdio: "inherit" });
  if (status !== 0) throw new Error(`npm install ended with ${status}`);
}
