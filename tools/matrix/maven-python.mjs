import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const library = "libpython3.14.so.1.0";

/** Maven's options for a run that says nothing but errors and writes into one folder. */
const quietInto = (folder) => ["--batch-mode", "--quiet", `-DoutputDirectory=${folder}`];

/**
 * CPython 3.14 from Maven Central, for machines that have none: a jar with the program, its shared library and the
 * standard library, built for Linux x64 with glibc 2.35. Fetched once.
 *
 * @returns its interpreter, or `undefined` where it can't be had, after saying so
 */
export function fetchPython(folder) {
  const home = join(folder, "cpython-3.14");
  const executable = join(home, "bin/python3.14");
  if (existsSync(executable)) return executable;
  const unfinished = mkdtempSync(join(folder, "unfinished-"));
  try {
    const run = (command, ...args) =>
      execFileSync(command, args, { cwd: unfinished, stdio: ["ignore", "ignore", "inherit"] });
    const pom = ["--file", join(import.meta.dirname, "pom.xml")];
    run("mvn", ...quietInto(unfinished), ...pom, "dependency:copy-dependencies");
    run(
      "jar",
      "--extract",
      "--file",
      readdirSync(unfinished).find((name) => name.endsWith(".jar")),
    );
    const unpacked = join(unfinished, "org/bytedeco/cpython/linux-x86_64");
    chmodSync(join(unpacked, "bin/python3.14"), 0o755);
    // It lies beside `lib`; python-context looks where an installation has it.
    renameSync(join(unpacked, library), join(unpacked, "lib", library));
    execFileSync(join(unpacked, "bin/python3.14"), ["-I", "-c", "import ssl, ctypes"]);
    renameSync(unpacked, home);
    return executable;
  } catch (error) {
    console.log(`no CPython 3.14 from Maven Central: ${String(error.message).split("\n")[0]}`);
    return undefined;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
