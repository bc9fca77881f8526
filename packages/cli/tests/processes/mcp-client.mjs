// A client of its own process, to be killed: starts the server that its arguments name, says hello, and tells its parent the
// server's pid. With KEEP_PIPE a second process keeps the server's input open when this one is gone; with CALL it calls that tool.
import { spawn } from "node:child_process";

const [program = "", ...args] = process.argv.slice(2);
const server = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
server.stdout.once("data", () => {
  let keeper;
  if (process.env["KEEP_PIPE"]) {
    keeper = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      stdio: ["ignore", server.stdin, "ignore"],
    });
  }
  if (process.env["CALL"]) {
    say({ method: "notifications/initialized" });
    say({ id: 2, method: "tools/call", params: { name: process.env["CALL"], arguments: {} } });
  }
  process.send?.({ server: server.pid, keeper: keeper?.pid });
});
say({
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
});

function say(message) {
  server.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
