import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { run } from "./run.mjs";

/** A port that nobody listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

const configuration = (storage) => `
storage: ${JSON.stringify(storage)}
uplinks: {}
packages:
  "@stemma/*":
    access: $all
    publish: $all
max_body_size: 100mb
log: { type: stdout, format: pretty, level: warn }
`;

/**
 * A registry for @stemma packages alone, on this machine, in a folder that goes with the proof.
 *
 * @returns {Promise<{ npmrc: string, publish(tarball: string): Promise<unknown>, stop(): Promise<void> }>}
 */
export async function startRegistry(folder, version) {
  mkdirSync(folder, { recursive: true });
  // verdaccio-audit, which is not used, asks for a tag of node-fetch that not every mirror has.
  writeFileSync(
    join(folder, "package.json"),
    '{ "private": true, "overrides": { "node-fetch": "2.7.0" } }\n',
  );
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", `verdaccio@${version}`], {
    cwd: folder,
  });
  writeFileSync(join(folder, "config.yaml"), configuration(join(folder, "storage")));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/`;
  const entry = join(folder, "node_modules/verdaccio/bin/verdaccio");
  const args = [entry, "--config", join(folder, "config.yaml"), "--listen", `127.0.0.1:${port}`];
  const server = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "ignore", 2] });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await untilItAnswers(`${address}-/ping`, server);
  // npm publishes to nobody without a token; this registry asks for none.
  const npmrc = `@stemma:registry=${address}\n//127.0.0.1:${port}/:_authToken=nobody\n`;
  writeFileSync(join(folder, ".npmrc"), npmrc);
  return {
    npmrc,
    publish: (tarball) =>
      run("npm", ["publish", tarball, "--registry", address, "--provenance=false", "--loglevel=error"], {
        cwd: folder,
      }),
    stop: async () => {
      server.kill();
      await ended;
    },
  };
}

async function untilItAnswers(address, server) {
  for (let attempt = 0; attempt < 600 && server.exitCode === null; attempt += 1) {
    if (
      await fetch(address).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("verdaccio does not answer");
}
