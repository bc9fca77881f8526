// Publishes every package to a registry on this machine, installs them in empty folders elsewhere, with no compiler on the PATH,
// and uses them there. Nothing is left behind; --keep leaves the folders. --only <words> runs the cases whose names have one.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { platformHere } from "../../../native/tools/prebuild/platforms.mjs";
import { packAll } from "../stage/pack-all.mjs";
import { root } from "../stage/workspaces.mjs";
import { barePath } from "./bare-path.mjs";
import { appFiles, treeFiles } from "./cases/app-files.mjs";
import { jestCommonJsFiles } from "./cases/jest-commonjs.mjs";
import { askStandalone, nextFiles } from "./cases/next-standalone.mjs";
import { mayNot, permissionFlags } from "./cases/permissions.mjs";
import { startRegistry } from "./registry.mjs";
import { run } from "./run.mjs";

const versions = JSON.parse(readFileSync(join(import.meta.dirname, "versions.json"), "utf8"));
const only = process.argv.includes("--only") ? process.argv.slice(process.argv.indexOf("--only") + 1) : [];
const folder = realpathSync(mkdtempSync(join(tmpdir(), "stemma-proof-")));
const bare = barePath(join(folder, "bin"));
/** Nothing of this checkout's environment or the user's is found. */
const env = {
  ...process.env,
  PATH: bare,
  XDG_DATA_HOME: join(folder, "data"),
  XDG_STATE_HOME: join(folder, "state"),
  STEMMA_VENV: undefined,
  STEMMA_ADDON: undefined,
  NODE_OPTIONS: undefined,
  NX_DAEMON: undefined,
  // What programs print is read, also where nx has asked them for colours.
  FORCE_COLOR: undefined,
  NO_COLOR: "1",
  // As in a container: nothing says in which language, or in which characters.
  LC_ALL: undefined,
  LC_CTYPE: undefined,
  LANG: undefined,
  LANGUAGE: undefined,
};
const results = [];

async function step(name, work) {
  if (only.length > 0 && !only.some((word) => name.includes(word)) && !name.startsWith("(")) return;
  const startedAt = Date.now();
  try {
    const said = await work();
    results.push({ name, isFine: true, seconds: (Date.now() - startedAt) / 1000, said: said ?? "" });
  } catch (error) {
    results.push({
      name,
      isFine: false,
      seconds: (Date.now() - startedAt) / 1000,
      said: String(error.message),
    });
  }
  const { isFine, seconds, said } = results.at(-1);
  console.log(`${isFine ? "✔" : "✘"} ${name.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s  ${said}`);
}

function expect(condition, text) {
  if (!condition) throw new Error(`not what it should be: ${text}`);
}

function makeFolder(name, files) {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text);
  }
  return place;
}

const npmInstall = (...packages) => ["install", "--no-audit", "--no-fund", "--loglevel=error", ...packages];

let registry;
try {
  if (!existsSync(join(root, "native/prebuilds", platformHere(), "stemma.node")))
    await run(process.execPath, [join(root, "native/tools/prebuild/main.mjs"), "--here"], {
      cwd: root,
      timeoutMs: 3_600_000,
    });
  const { tarballs, faults } = await packAll(join(folder, "packed"));
  expect(faults.length === 0, faults.join("\n"));
  registry = await startRegistry(join(folder, "registry"), versions.verdaccio);
  await step("(publish)", async () => {
    for (const { file } of tarballs) await registry.publish(file);
    return `${tarballs.length} packages, ${Math.round(tarballs.reduce((sum, { size }) => sum + size, 0) / 1e6)} MB`;
  });
  const manifest = '{ "name": "app", "private": true }\n';
  const tree = makeFolder("tree", { ...treeFiles, ".npmrc": registry.npmrc, "package.json": manifest });
  const app = makeFolder("app", { ...appFiles, ".npmrc": registry.npmrc, "package.json": manifest });
  const stemma = (...args) => run("npx", ["--no-install", "stemma", ...args], { cwd: tree, env });

  await step("(npm install @stemma/cli)", async () => {
    await run("npm", npmInstall("@stemma/cli"), { cwd: tree, env });
  });
  await step("a command without Python says what to do", async () => {
    const { stderr } = await run("npx", ["--no-install", "stemma", "document", "."], {
      cwd: tree,
      env,
      exitCode: 1,
    });
    expect(stderr.includes("npx stemma setup"), stderr);
  });
  await step("(stemma setup)", async () => {
    const { stdout, stderr } = await stemma("setup");
    expect(stderr.includes("making ") && stdout.includes(" is ready"), stdout + stderr);
  });
  await step("stemma setup again", async () => (await stemma("setup")).stdout.replace(folder, "…").trim());
  await step("stemma doctor", async () => {
    const { checks } = JSON.parse((await stemma("doctor", "--json")).stdout);
    const failed = checks.filter(({ isFine }) => !isFine);
    expect(failed.length === 0, JSON.stringify(failed));
    return checks.map(({ name }) => name).join(", ");
  });
  await step("stemma document .", async () => {
    const { nodes, documented } = JSON.parse((await stemma("document", ".", "--json")).stdout);
    return JSON.stringify({ nodes, documented });
  });
  await step("stemma search", async () => {
    const { stdout } = await stemma("search", "when does the boat depart?", "--json");
    const text = JSON.stringify(JSON.parse(stdout));
    expect(/boat\.ts[^"]*departure|departure/.test(text.slice(0, 600)), text.slice(0, 600));
  });

  await step("names and texts beyond ASCII, no locale set", async () => {
    const { stdout } = await stemma("search", "who opens the lock?", "--json");
    const [first] = JSON.parse(stdout).results;
    expect(
      first.path === "schlüssel/tür.py" && first.documentation.includes("Öffnet"),
      JSON.stringify(first),
    );
    return first.path;
  });

  await step("npm install -g, set-up on a machine with Node and Python alone", async () => {
    const prefix = join(folder, "global");
    const machine = {
      ...env,
      PATH: `${join(prefix, "bin")}:${bare}`,
      XDG_DATA_HOME: join(folder, "global-data"),
      npm_config_userconfig: join(tree, ".npmrc"),
      npm_config_prefix: prefix,
    };
    await run("npm", npmInstall("-g", "@stemma/cli"), { cwd: folder, env: machine });
    const other = makeFolder("other-tree", treeFiles);
    const here = { cwd: other, env: machine };
    const asked = await run("stemma", ["document", "."], { ...here, exitCode: 1 });
    expect(asked.stderr.includes("stemma setup"), asked.stderr);
    const startedAt = Date.now();
    const { stderr } = await run("stemma", ["setup"], here);
    const seconds = (Date.now() - startedAt) / 1000;
    const progress = stderr.trim().split("\n");
    expect(progress.length >= 3, `no progress was told: ${stderr}`);
    await run("stemma", ["document", "."], here);
    const load = loadavg()[0].toFixed(1);
    return `set-up in ${seconds.toFixed(0)} s (60 are promised, of a quiet machine; load ${load}), ${progress.length} lines of progress`;
  });

  for (const example of ["rag-with-history", "pull-request-summary", "data-frames", "scikit-server"]) {
    await step(`example ${example}`, async () => {
      const args = [join(root, "examples/main.mjs"), "--npmrc", join(tree, ".npmrc"), example];
      return (await run("node", args, { cwd: folder, env, timeoutMs: 600_000 })).stdout.trim();
    });
  }

  await step("(npm install libraries and tools)", async () => {
    const tools = Object.entries(versions.tools).map(([name, version]) => `${name}@${version}`);
    const ours = ["@stemma/chroma", "@stemma/python-context", "@stemma/model-minilm", "@stemma/pipeline"];
    await run("npm", npmInstall(...ours, ...tools), { cwd: app, env });
  });
  const inApp = (command, args, options = {}) => run(command, args, { cwd: app, env, ...options });
  const withVenv = () => ({ ...env, STEMMA_VENV: venvOf() });
  const right = `{"ok":true,"value":${Math.SQRT2}}`;
  const finds = async (node, file) => {
    const { stdout } = await inApp(node, [file]);
    expect(stdout.trim() === '[["ferry"]]', stdout);
  };
  await step(`ESM, Node ${process.versions.node}`, () => finds("node", "esm.mjs"));
  await step(`CommonJS, Node ${process.versions.node}`, () => finds("node", "commonjs.cjs"));
  for (const [major, version] of Object.entries(versions.nodes)) {
    const place = makeFolder(`node${major}`, { "package.json": manifest });
    // npm's package "node" brings the binary as one of its own, and a script that links it.
    await run("npm", npmInstall(`node-${process.platform}-${process.arch}@${version}`), { cwd: place, env });
    const node = join(place, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
    await step(`ESM, Node ${version}`, () => finds(node, "esm.mjs"));
    await step(`CommonJS, Node ${version}`, () => finds(node, "commonjs.cjs"));
    await step(`Node ${version} with its permission model`, async () => {
      const allowed = await inApp(node, [...permissionFlags(version), "small.mjs"], { env: withVenv() });
      expect(allowed.stdout.trim().endsWith(right), allowed.stdout);
      return mayNot(node, version, inApp, withVenv());
    });
  }
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const checked = ["--strict", "--noEmit", "--target", "es2023", "--lib", "es2023,esnext.disposable"];
    const settings = ["--module", module, "--moduleResolution", moduleResolution, "--types", "node"];
    await step(`TypeScript ${moduleResolution}, skipLibCheck`, async () => {
      await inApp("npx", ["tsc", ...checked, ...settings, "--skipLibCheck", "typed.mts"]);
    });
    await step(`TypeScript ${moduleResolution}, all declarations`, async () => {
      // npm's chromadb declares types of a package that it does not install; ours must be without a fault.
      const { stdout } = await inApp("npx", ["tsc", ...checked, ...settings, "typed.mts"], { exitCode: 2 });
      const faults = stdout.split("\n").filter((line) => line.includes("error TS"));
      const others = faults.filter((line) => !line.startsWith("node_modules/chromadb/dist/chromadb.d.ts"));
      expect(others.length === 0, others.join("\n"));
      return `${faults.length} fault in npm's chromadb`;
    });
  }
  await step("esbuild bundle", async () => {
    const options = ["--bundle", "--platform=node", "--format=esm", "--outfile=out/bundle.mjs"];
    await inApp("npx", ["esbuild", "small.mjs", ...options]);
    const bundled = await run("node", [join(app, "out/bundle.mjs")], {
      cwd: app,
      env: withVenv(),
    });
    expect(bundled.stdout.trim() === right, bundled.stdout);
  });
  const gives = async (command, args) => {
    const { stdout } = await inApp(command, args, { env: withVenv() });
    expect(stdout.trim().endsWith(right), stdout);
  };
  await step("vite, server side", async () => {
    await inApp("npx", ["vite", "build", "--ssr", "small.mjs", "--outDir", "out/vite"]);
    await gives("node", ["out/vite/small.mjs"]);
  });
  await step("webpack, packages external", async () => {
    await inApp("npx", ["webpack"]);
    await gives("node", ["out/webpack.cjs"]);
  });
  await step("Bun", async () => {
    // Whoever has npm run no scripts of packages does this by hand, as bun says.
    await inApp("node", ["node_modules/bun/install.js"]);
    await gives("npx", ["bun", "small.mjs"]);
  });
  await step("Deno", () => gives("npx", ["deno", "run", "--allow-all", "small.mjs"]));
  await step("vitest", async () => {
    await inApp("npx", ["vitest", "run", "vitest.test.mjs"]);
  });
  await step("jest, ES modules", async () => {
    const jestEnv = { ...env, NODE_OPTIONS: "--experimental-vm-modules" };
    await inApp("npx", ["jest", "--testMatch", "**/*.jest.mjs", "--transform", "{}"], { env: jestEnv });
  });
  await step("jest, CommonJS, compiled by swc", async () => {
    const place = makeFolder("app/commonjs", jestCommonJsFiles);
    const args = ["jest", "--config", join(place, "jest.config.js"), "--rootDir", place];
    const { stderr } = await inApp("npx", args, { env: withVenv() });
    expect(/Tests: +2 passed/u.test(stderr), stderr);
  });
  await step("Next.js, standalone output", async () => {
    const site = makeFolder("next", { ...nextFiles, ".npmrc": registry.npmrc });
    const packages = Object.entries(versions.next).map(([name, version]) => `${name}@${version}`);
    await run("npm", npmInstall("@stemma/python-context", ...packages), { cwd: site, env });
    await run("npx", ["next", "build"], { cwd: site, env: { ...env, NEXT_TELEMETRY_DISABLED: "1" } });
    const answer = await askStandalone(site, join(folder, "next-elsewhere"), withVenv());
    expect(answer === right, answer);
  });
  await step("a missing addon is told with its remedy", async () => {
    rmSync(join(app, "node_modules/@stemma", `native-${platformHere()}`), { recursive: true });
    const { stderr } = await inApp("node", ["small.mjs"], { exitCode: 1 });
    expect(/NATIVE_ADDON_NOT_LOADABLE/.test(stderr) && /npm\/cli#4828/.test(stderr), stderr);
  });
} finally {
  await registry?.stop();
  if (!process.argv.includes("--keep")) rmSync(folder, { recursive: true, force: true });
  else console.log(`kept: ${folder}`);
}
const failed = results.filter(({ isFine }) => !isFine);
console.log(`${results.length - failed.length} of ${results.length} hold`);
if (failed.length > 0) process.exitCode = 1;

/** The environment that `stemma setup` has made. */
function venvOf() {
  const { version } = JSON.parse(readFileSync(join(root, "packages/python-context/package.json"), "utf8"));
  return join(folder, "data", "stemma", `python-${version}`);
}
