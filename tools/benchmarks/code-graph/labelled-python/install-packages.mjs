// Fetches the labelled packages from PyPI: pinned, checked by hash, without what they depend on.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Folder with the packages' sources; fetched once for each content of `requirements.txt`. */
export function installPackages() {
  const requirements = join(import.meta.dirname, "requirements.txt");
  const folder = join(import.meta.dirname, "..", "projects", "python");
  const stamp = join(folder, ".requirements");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return folder;
  const python = process.env.STEMMA_PYTHON ?? join(import.meta.dirname, "../../../../.venv/bin/python");
  execFileSync(
    existsSync(python) ? python : "python3",
    ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--no-compile"].concat([
      "--upgrade",
      "--require-hashes",
      "--target",
      folder,
      "-r",
      requirements,
    ]),
    { stdio: "inherit" },
  );
  writeFileSync(stamp, wanted);
  return folder;
}
