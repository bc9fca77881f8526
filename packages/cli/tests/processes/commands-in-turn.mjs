// Runs the built command once for each message, in one process: Python, Chroma and the model are loaded by the first one.
// Answers with what the command wrote and its exit code.
import { main } from "@stemma/cli";

/** Lets what is written to a stream go to a list. */
function collect(stream) {
  const chunks = [];
  stream.write = (chunk, encoding, done) => {
    chunks.push(Buffer.from(chunk));
    const callback = typeof encoding === "function" ? encoding : done;
    if (callback) queueMicrotask(callback);
    return true;
  };
  return () => Buffer.concat(chunks.splice(0)).toString();
}

const stdout = collect(process.stdout);
const stderr = collect(process.stderr);
const send = process.send?.bind(process);
if (send === undefined) throw new Error("run me with an IPC channel");
process.on("message", async (/** @type {string[]} */ args) => {
  const code = await main(args);
  send({ code, signal: null, stdout: stdout(), stderr: stderr() });
});
send("ready");
