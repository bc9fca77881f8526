import { spawn } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../registry.mjs";

/** A route that calls Python, in the form of a server that brings what it needs. @type {Record<string, string>} */
export const nextFiles = {
  "package.json": '{ "name": "web", "private": true, "type": "module" }\n',
  "next.config.mjs": `export default { output: "standalone", serverExternalPackages: ["@stemma/python-context", "@stemma/native"] };
`,
  "app/layout.js": "export default ({ children }) => <html><body>{children}</body></html>;\n",
  "app/page.js": "export default () => <p>Ask /square-root.</p>;\n",
  "app/square-root/route.js": `import { PythonContext } from "@stemma/python-context";
export const dynamic = "force-dynamic";
export async function GET() {
  const python = await PythonContext.start();
  const root = await python.execute({ module: "math", name: "sqrt", args: [2] });
  await python.close();
  return Response.json(root);
}
`,
};

/**
 * Takes the built server to another folder, where nothing of the project is, and asks it.
 *
 * @returns {Promise<string>} What the route answers.
 */
export async function askStandalone(app, elsewhere, env) {
  cpSync(join(app, ".next/standalone"), elsewhere, { recursive: true, verbatimSymlinks: true });
  rmSync(app, { recursive: true });
  const port = await freePort();
  const server = spawn("node", ["server.js"], {
    cwd: elsewhere,
    env: { ...env, PORT: String(port), HOSTNAME: "127.0.0.1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  try {
    await new Promise((resolve, reject) => {
      let said = "";
      for (const stream of [server.stdout, server.stderr])
        stream.setEncoding("utf8").on("data", (text) => {
          said += text;
          if (/ready/iu.test(said)) resolve(undefined);
        });
      server.once("exit", () => reject(new Error(`the server ended\n${said}`)));
    });
    const response = await fetch(`http://127.0.0.1:${port}/square-root`);
    return await response.text();
  } finally {
    server.kill();
    await ended;
  }
}
