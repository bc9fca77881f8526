import { createRequire } from "node:module";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** The real worker, compiled from its source as it is loaded: tests run without a build. */
export function createSourceWorker(): Worker {
  const hook = createRequire(__filename).resolve("@stemma/test-support/run-typescript");
  return new Worker(
    `require(${JSON.stringify(hook)}); require(${JSON.stringify(join(__dirname, "parse-worker.ts"))});`,
    { eval: true, execArgv: ["--conditions=@stemma/source"], resourceLimits: { stackSizeMb: 8 } },
  );
}

/** A worker whose answers depend on the text: it echoes, ends itself, throws, or never answers. */
export function createScriptedWorker(): Worker {
  return new Worker(
    `
    const { parentPort } = require("node:worker_threads");
    parentPort.on("message", ({ text, languageName }) => {
      if (text === "exit") process.exit(3);
      if (text === "throw") throw new Error("broken");
      if (text === "hang") return;
      if (text === "no grammar") parentPort.postMessage({ code: "GRAMMAR_NOT_LOADED", message: "gone" });
      else if (text === "slow") parentPort.postMessage({ code: "PARSE_TIMEOUT", message: "slow" });
      else parentPort.postMessage({ facts: { docstring: languageName + ":" + text } });
    });
    `,
    { eval: true },
  );
}
