// Runs the built command once for each message, in one process: Python, Chroma and the model are loaded by the first one.
// Answers with what the command wrote and its exit code.
import { main } from "../../dist/main.js";

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
process.on("message", async (args) => {
  const code = await main(args);
  process.send({ code, signal: null, stdout: stdout(), stderr: stderr() });
});
process.send("ready");
