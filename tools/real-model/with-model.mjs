// Runs the real small model as a service of its own while `work` goes on.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

export const MODEL = "smollm2-135m-instruct";

/**
 * @template T
 * @param {(url: string) => Promise<T>} work - with the base URL of an OpenAI-compatible service
 * @returns {Promise<T>}
 */
export async function withRealModel(work) {
  const { runtime, model } = install();
  const serve = fileURLToPath(new URL("serve.mjs", import.meta.url));
  const server = spawn(process.execPath, [serve, runtime, model], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const [url] = await once(createInterface({ input: server.stdout }), "line");
    return await work(url);
  } finally {
    server.kill();
  }
}
