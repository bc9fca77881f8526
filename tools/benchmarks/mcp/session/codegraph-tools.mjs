// The calls of an assistant that has the server of @colbymchenry/codegraph, with all of its tools, and a shell for git.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { whoAnswer } from "./answer-keys.mjs";
import { changedFunctions } from "./read-functions.mjs";
import { openServer } from "./talk.mjs";

const ALL = "explore,node,search,callers,callees,impact,files,status";
/** Its daemon would outlive the session. */
const env = {
  CODEGRAPH_NO_DAEMON: "1",
  CODEGRAPH_TELEMETRY: "0",
  DO_NOT_TRACK: "1",
  CODEGRAPH_MCP_TOOLS: ALL,
};

/** @param folder where it is installed. */
export function codegraphTools(folder) {
  const command = join(folder, "node_modules", ".bin", "codegraph");
  const run = (root, ...args) =>
    execFileSync(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: "ignore" });
  return {
    name: "codegraph",
    prepare: (root) => run(root, existsSync(join(root, ".codegraph")) ? "sync" : "init"),
    open: async (root, tree) => {
      const server = await openServer({ command, args: ["serve", "--mcp"], cwd: root, env });
      const callOf = (talk) => async (name, given) =>
        (await server.call(talk, `codegraph_${name}`, given)).text;
      return { ...server, answer: (task, talk) => answer(task, callOf(talk), { root, tree, talk }) };
    },
  };
}

function answer(task, call, place) {
  if (task.key) return whereDecided(task, call);
  return task.branch ? whatChanged(task, call, place) : whoCalls(task, call);
}

async function whoCalls({ path, name }, call) {
  const direct = listed(await call("callers", { symbol: name, file: path, limit: 100 }));
  const affected = byFile(await call("impact", { symbol: name, file: path, depth: 3 }));
  return whoAnswer([direct, affected.filter((one) => one !== `${path}#${name}` && !direct.includes(one))]);
}

/** The first that it names is taken for the place. */
async function whereDecided({ question }, call) {
  const [, name = "", path = ""] =
    /^- `([^`]+)` \(([^:]+):\d+\)/mu.exec(await call("explore", { query: question })) ?? [];
  if (name === "") return new Set();
  const callees = listed(await call("callees", { symbol: name, file: path, limit: 100 }));
  return new Set([`decides ${path}#${name}`, ...callees.map((one) => `calls ${one}`)]);
}

async function whatChanged(_, call, place) {
  const changed = changedFunctions(place);
  const found = new Set(changed.map((one) => `changed ${one}`));
  for (const one of changed) {
    const [file, symbol] = one.split("#");
    for (const caller of listed(await call("callers", { symbol, file, limit: 100 })))
      if (!changed.includes(caller)) found.add(`breaks ${caller}`);
  }
  return found;
}

/** `- name (function) - path:line`; files that import it, and references that call nothing, are no callers. */
function listed(text) {
  return [...text.matchAll(/^- (\S+) \((?:function|method)\) - ([^:\s]+):\d+(?! — via reference)/gmu)].map(
    ([, name, path]) => `${path}#${name}`,
  );
}

/** `**path:**` and beneath it `name:line, name:line`; a file that stands there for itself, since it imports, is left out. */
function byFile(text) {
  return [...text.matchAll(/^\*\*(\S+):\*\*\n(.+)$/gmu)].flatMap(([, path, names = ""]) =>
    names
      .split(", ")
      .map((one) => one.replace(/:\d+$/u, ""))
      .filter((name) => !`/${path}`.endsWith(`/${name}`))
      .map((name) => `${path}#${name}`),
  );
}
