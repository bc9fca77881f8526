// What pip installs, by the lock files with their hashes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @param {string} folder of the lock files */
export function pythonParts(folder) {
  const files = readdirSync(folder).filter((name) => /^requirements.*\.txt$/.test(name));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split(/^(?=[\w.-]+==)/m)
      .flatMap((entry) => {
        const [, name, version] = /^([\w.-]+)==([^\s;\\]+)/.exec(entry) ?? [];
        if (name === undefined) return [];
        const hashes = [...entry.matchAll(/--hash=sha256:([0-9a-f]{64})/g)];
        return [
          {
            type: "library",
            name,
            version,
            purl: `pkg:pypi/${name.toLowerCase().replaceAll(/[_.]/g, "-")}@${version}`,
            hashes: hashes.map(([, content]) => ({ alg: "SHA-256", content })),
            // What is of no lock but this one is for those who build or test.
            scope: file === "requirements.txt" || file === "requirements-model.txt" ? "required" : "excluded",
          },
        ];
      }),
  );
}
