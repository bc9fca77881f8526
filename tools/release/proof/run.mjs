import { spawn } from "node:child_process";

/** A program that did not do what it should. */
export class RunError extends Error {}

/**
 * Runs a program to its end and gives what it printed on stdout.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, exitCode?: number }} options
 * @returns {Promise<{ stdout: string, stderr: string }>}
 */
export async function run(command, args, { cwd, env = process.env, timeoutMs = 900_000, exitCode = 0 }) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === exitCode) return { stdout, stderr };
  throw new RunError(`${command} ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
}
