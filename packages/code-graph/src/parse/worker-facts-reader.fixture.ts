import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** The real worker, compiled from its source as it is loaded: tests run without a build. */
export function createSourceWorker(): Worker {
  return new Worker(
    `
    const { readFileSync } = require("node:fs");
    const Module = require("node:module");
    const { transformSync } = require("@swc/core");
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (request, ...rest) {
      const isSource = request.startsWith(".") && request.endsWith(".js") && rest[0].filename.endsWith(".ts");
      return resolve.call(this, isSource ? request.slice(0, -3) + ".ts" : request, ...rest);
    };
    Module._extensions[".ts"] = (module, filename) => {
      const options = { filename, module: { type: "commonjs" }, jsc: { target: "es2022", parser: { syntax: "typescript" } } };
      module._compile(transformSync(readFileSync(filename, "utf8"), options).code, filename);
    };
    require(${JSON.stringify(join(__dirname, "parse-worker.ts"))});
    `,
    { eval: true, execArgv: ["--conditions=@stemma/source"] },
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
