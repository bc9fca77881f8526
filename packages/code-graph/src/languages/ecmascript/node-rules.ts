/** Modules of Node that go before packages of the same name; others are Node's only with the prefix `node:`. */
const NODE_MODULES: ReadonlySet<string> = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain " +
    "events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl " +
    "stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib"
  ).split(" "),
);

/** Whether a specifier names a module of Node itself. */
export function isNodeModule(specifier: string): boolean {
  return specifier.startsWith("node:") || NODE_MODULES.has(specifier.replace(/\/.*$/, ""));
}

/** Conditions of `exports` that hold for a file: `require` where it can't be a module. */
export function conditionsOf(fromPath: string): ReadonlySet<string> {
  return new Set(["node", "module-sync", /\.c[jt]s$/.test(fromPath) ? "require" : "import", "default"]);
}

/** Whether the compiler resolves what a file imports. */
export function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}
