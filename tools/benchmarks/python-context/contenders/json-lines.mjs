import { spawn } from "node:child_process";
import { join } from "node:path";

/** A child process with JSON lines, as one writes it by hand; a time-out can only kill it and start another. */
export async function open({ folder, interpreter }) {
  const pending = new Map();
  let number = 0;
  let child;
  let rest = "";

  function start() {
    rest = "";
    child = spawn(interpreter, [join(folder, "contenders/json_lines.py")], {
      env: { ...process.env, PYTHONPATH: folder },
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const [id, value] = JSON.parse(line);
        pending.get(id)(value);
        pending.delete(id);
      }
    });
  }

  function call(name, ...args) {
    const id = ++number;
    const answer = new Promise((resolve) => pending.set(id, resolve));
    child.stdin.write(`${JSON.stringify([id, name, args])}\n`);
    return answer;
  }

  start();
  return {
    call,
    async timeOut(name, timeoutMs) {
      void call(name);
      await new Promise((resolve) => setTimeout(resolve, timeoutMs));
      child.kill("SIGKILL");
      start();
    },
    close: () => child.kill(),
  };
}
