// How right the graph of Go, Java, C and C++ is, with the languages' own compilers as oracle.
//
//   node tools/benchmarks/code-graph/compilers/main.mjs [--edges <n>]
//
// Needs Go, a JDK and Maven on the PATH, for C and C++ a Python with the package libclang (PYTHON names another) and gcc; a language whose tools are missing is named and left out. Lists the edges that
// differ (20 of each kind, or <n>). Exits with 1 below a bar or where nothing could be compared.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { compareWithClang } from "./compare-clang.mjs";
import { compareEdges } from "./compare-edges.mjs";
import { fetchGoModule, fetchJavaSources, fetchNpmPackage } from "./fetch-projects.mjs";

const GO_MODULES = ["github.com/spf13/cobra@v1.8.1", "github.com/go-chi/chi/v5@v5.1.0"];
const JAVA_ARTIFACTS = ["com.google.code.gson:gson:2.11.0", "org.apache.commons:commons-lang3:3.14.0"];
/** Libraries in npm packages: the package, the folder, the compiler's options (`@` is the package's folder). */
const C_PROJECTS = [
  [
    "node-expat@2.4.1",
    "deps/libexpat",
    "-I@/deps/libexpat/lib -I@/deps -DHAVE_MEMMOVE -DXML_DEV_URANDOM -DHAVE_EXPAT_CONFIG_H",
  ],
  [
    "leveldown@6.1.1",
    "deps/leveldb/leveldb-1.20",
    "-xc++ -std=c++17 -I@/deps/leveldb/leveldb-1.20 -I@/deps/leveldb/leveldb-1.20/include -DLEVELDB_PLATFORM_POSIX=1 -DOS_LINUX=1",
  ],
  ["re2@1.22.1", "vendor/re2", "-xc++ -std=c++17 -I@/vendor/re2 -I@/vendor/abseil-cpp"],
];
const BARS = { precision: 0.95, recall: 0.8 };

const position = process.argv.indexOf("--edges");
const shown = position === -1 ? 20 : Number(process.argv[position + 1]);
let compared = 0;
await compareAll("Go", ["go", "version"], GO_MODULES, fetchGoModule, (root) =>
  run("go", ["run", join(import.meta.dirname, "go", "main.go"), root]),
);
await compareAll("Java", ["mvn", "--version"], JAVA_ARTIFACTS, fetchJavaSources, (root) =>
  run("java", [join(import.meta.dirname, "JavaCalls.java"), root]),
);
await compareC();
if (compared === 0) process.exitCode = 1;

async function compareAll(language, probe, projects, fetch, callsOf) {
  try {
    run(probe[0], probe.slice(1));
  } catch {
    console.log(`${language} is left out: "${probe.join(" ")}" does not run here`);
    return;
  }
  for (const project of projects) {
    const root = fetch(project);
    const calls = callsOf(root).trimEnd().split("\n");
    check(project, await compareEdges(project, root, calls, shown));
  }
}

async function compareC() {
  const python = process.env["PYTHON"] ?? "python3";
  let headers;
  try {
    run(python, ["-c", "import clang.cindex"]);
    headers = run("gcc", ["-print-file-name=include"]).trim();
  } catch {
    console.log(`C and C++ are left out: "${python}" with libclang, or gcc, does not run here`);
    return;
  }
  for (const [specifier, folder, options] of C_PROJECTS) {
    const project = fetchNpmPackage(specifier);
    const root = join(project, folder);
    const script = join(import.meta.dirname, "clang_calls.py");
    const args = options.split(" ").map((option) => option.replace("@", project));
    const oracle = JSON.parse(run(python, [script, root, "--", ...args, "-isystem", headers]));
    check(specifier, await compareWithClang(`${specifier} ${folder}`, root, oracle, shown));
  }
}

function check(project, found) {
  compared++;
  for (const what of ["precision", "recall"]) {
    if (found[what] >= BARS[what]) continue;
    process.exitCode = 1;
    console.log(`below the bar: ${what} on ${project} is ${found[what].toFixed(3)}, ${BARS[what]} is wanted`);
  }
}

function run(command, args) {
  return execFileSync(command, args, {
    encoding: "utf8",
    maxBuffer: 1e8,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
