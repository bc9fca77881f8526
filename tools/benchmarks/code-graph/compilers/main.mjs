// How right the graph of Go and Java is, with the languages' own compilers as oracle.
//
//   node tools/benchmarks/code-graph/compilers/main.mjs [--edges <n>]
//
// Needs Go, a JDK and Maven on the PATH; a language whose tools are missing is named and left out. Lists the edges that
// differ (20 of each kind, or <n>). Exits with 1 below a bar or where nothing could be compared.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { compareEdges } from "./compare-edges.mjs";
import { fetchGoModule, fetchJavaSources } from "./fetch-projects.mjs";

const GO_MODULES = ["github.com/spf13/cobra@v1.8.1", "github.com/go-chi/chi/v5@v5.1.0"];
const JAVA_ARTIFACTS = ["com.google.code.gson:gson:2.11.0", "org.apache.commons:commons-lang3:3.14.0"];
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
    const { precision, recall } = await compareEdges(project, root, calls, shown);
    compared++;
    for (const [what, value] of Object.entries({ precision, recall })) {
      if (value >= BARS[what]) continue;
      process.exitCode = 1;
      console.log(`below the bar: ${what} on ${project} is ${value.toFixed(3)}, ${BARS[what]} is wanted`);
    }
  }
}

function run(command, args) {
  return execFileSync(command, args, {
    encoding: "utf8",
    maxBuffer: 1e8,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
